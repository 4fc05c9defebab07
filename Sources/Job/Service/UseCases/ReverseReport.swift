import ProductionDomain
import ProductionService

/// `POST /job/reverse`: a report was wrong, and is taken back, once. What the next operation has
/// worked on must still be there, and a completed order's reports stay: its goods are in stock.
enum ReverseReport {
  static func run(
    _ call: Call, _ request: ReverseReportRequest
  ) throws -> Recorded<PostedReport> {
    // Before the key: also a first answer is for the report's organisation alone.
    let named = try call.named(request.number) { try ReportStore.find($0, on: call.database) }
    let visible = named.filter {
      call.caller.scope.contains($0.organisationID)
        && (request.documentID ?? $0.id) == $0.id
    }
    let meant = try call.meant(among: visible) { report in
      DocumentCandidate(
        documentID: report.id, organisationID: report.organisationID, warehouseID: nil)
    }
    guard let report = meant else { throw JobRefusal.reportNotFound }
    return try call.once(
      "job.reverse", request.number, scope: .organisation(report.organisationID),
      contents: request.number
    ) {
      return try reverse(call, report, at: call.documentDate(request.occurredAt))
    }
  }

  private static func reverse(
    _ call: Call, _ report: JobReport, at date: Instant?
  ) throws -> PostedReport {
    let order = try ProductionAPI.forUpdate(report.productionID, for: call)
    try order.requireReportable()
    // Reported, so that its tolerance is known.
    var progress = try ProgressStore.read(order, tolerance: .zero, on: call.database).progress
    try progress.reverse(report.output, on: report.opNo)

    let output = -report.output
    try ReportStore.reverse(report.id, by: call.caller.userID, on: call.database)
    try ProgressStore.add(output, to: report.opNo, of: order.id, on: call.database)
    try ProductionAPI.noteReversal(
      of: report.output.work(of: report.opNo), of: order.id, on: call.database)
    let event = order.reported(
      output, on: report.opNo, as: (report.id, report.number), by: report.workerID,
      completed: progress.completed, reverses: report.number, at: date)
    try call.publish([event])
    return PostedReport(
      reportID: report.id, number: report.number, workerID: report.workerID, output: output,
      work: JobWork(order, progress, report.opNo), moves: [])
  }
}
