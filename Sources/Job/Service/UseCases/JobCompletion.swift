import EventModel
import ProductionDomain
import ProductionService

/// The end of an order's work: its good quantity goes into stock.
enum JobCompletion {
  /// `POST /job/finish`: ends an order before its plan is filled, with what it has made, were it
  /// nothing good. What it has not made takes no material.
  struct Finish: Sendable {
    let tolerance: Rate

    func run(_ call: Call, _ request: FinishJobRequest) throws -> FinishedJob {
      let date = try call.documentDate(request.occurredAt)
      let order = try ProductionAPI.forUpdate(request.productionID, for: call)
      try order.requireReportable()
      if !order.hasReports { throw JobRefusal.nothingMade }
      let progress = try ProgressStore.read(order, tolerance: tolerance, on: call.database).progress
      let completion = try JobCompletion.complete(order, progress, at: date, call)
      try call.publish(completion.events, from: "erp-job")
      return FinishedJob(
        status: JobStatus(completion.order, progress), moves: completion.moves,
        leftover: completion.leftover)
    }
  }

  struct Completion {
    let order: ProductionOrder
    let moves: [JobMove]
    let leftover: [MaterialLeftover]
    let events: [any EventPayload]
  }

  /// Completes the order within the caller's transaction.
  static func complete(
    _ order: ProductionOrder, _ progress: JobProgress, at date: Instant?, _ call: Call
  ) throws -> Completion {
    let completed = try ProductionAPI.complete(
      order, totals: totals(order, progress), occurredAt: date, on: call)
    return Completion(
      order: completed.order, moves: completed.moves.map(JobMove.init),
      leftover: completed.leftover, events: completed.events)
  }

  private static func totals(
    _ order: ProductionOrder, _ progress: JobProgress
  ) -> ProductionTotals {
    let outcome = progress.outcome
    return ProductionTotals(
      good: outcome.good, defect: outcome.defect, scrap: outcome.scrapInfo,
      worked: progress.worked,
      operations: progress.operations.map { operation in
        let routing = order.operations.first { $0.opNo == operation.opNo }
        return PerformedOperation(
          number: operation.opNo, workCenter: routing?.workCenter,
          minutes: routing?.minutes ?? .zero, good: operation.output.good,
          defect: operation.output.defect, scrap: operation.output.scrapInfo)
      })
  }
}

extension ProductionOrder {
  /// Refuses unless work may be reported.
  func requireReportable() throws(JobRefusal) {
    if status == .completed { throw .orderCompleted }
    if status != .started { throw .wrongStatus(status.rawValue) }
  }
}
