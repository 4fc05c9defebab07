import ProductionDomain
import ProductionService

/// `POST /job/report`: work on one operation of an order. The report, the operation's sums and the
/// event are one transaction, and with the report that fills the plan also the goods' receipt.
///
/// The production order's row, locked, lets one report of an order after the other be judged.
struct ReportJob: Sendable {
  /// What orders tolerate whose work begins.
  let tolerance: Rate

  func run(_ call: Call, _ request: ReportJobRequest) throws -> Recorded<PostedReport> {
    let scope = try ProductionAPI.documentScope(of: request.productionID, for: call)
    return try call.once(
      "job.report", request.number, scope: scope, contents: request.contents
    ) {
      let date = try call.documentDate(request.occurredAt)
      return try report(call, request, at: date)
    }
  }

  private func report(
    _ call: Call, _ request: ReportJobRequest, at date: Instant?
  ) throws -> PostedReport {
    let order = try ProductionAPI.forUpdate(request.productionID, for: call)
    // Of a completed order impossible quantities are still told apart from late ones.
    if order.status != .completed { try order.requireReportable() }
    let reading = try ProgressStore.read(order, tolerance: tolerance, on: call.database)
    var progress = reading.progress
    let opNo = try progress.operation(request.opNo)
    try progress.report(request.output, on: opNo)
    try order.requireReportable()

    if !reading.isKept { try ProgressStore.open(order, progress, on: call.database) }
    let workerID = request.workerID ?? call.caller.userID
    let reportID = try ReportStore.insert(
      request.number, of: order.id, opNo: opNo, workerID: workerID, request.output,
      occurredAt: date, by: call.caller.userID, on: call.database)
    try ProgressStore.add(request.output, to: opNo, of: order.id, on: call.database)
    try ProductionAPI.noteReport(
      request.output.work(of: opNo), of: order.id, on: call.database)
    let completion =
      progress.isComplete ? try JobCompletion.complete(order, progress, at: date, call) : nil
    let event = (completion?.order ?? order).reported(
      request.output, on: opNo, as: (reportID, request.number), by: workerID,
      completed: progress.completed, at: date)
    try call.publish([event] + (completion?.events ?? []), from: "erp-job")
    return PostedReport(
      reportID: reportID, number: request.number, workerID: workerID, output: request.output,
      work: JobWork(completion?.order ?? order, progress, opNo),
      moves: completion?.moves ?? [])
  }
}
