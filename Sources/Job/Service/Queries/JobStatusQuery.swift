import JobDomain
import Kernel
import ProductionService
import WebAPI

/// `GET /job/{mo_id}/status`
struct JobStatusQuery: Sendable {
  let tolerance: Rate

  func run(_ call: Call) throws -> JobStatus {
    let order = try ProductionAPI.read(call.pathID(), for: call)
    let reading = try ProgressStore.read(order, tolerance: tolerance, on: call.database)
    return JobStatus(order, reading.progress)
  }
}
