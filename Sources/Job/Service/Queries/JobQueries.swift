import ProductionService

/// Reads reports, and how far orders have come.
struct JobQueries: Sendable {
  private static let listSQL = ListSQL(
    "job_report.list", select: ReportStore.columns,
    """
    FROM \(ReportStore.tables) WHERE (? IS NULL OR r.mo_id = ?) \
    AND (? IS NULL OR r.worker_id = ?) AND (? IS NULL OR r.created_at >= ?) \
    AND (? IS NULL OR r.created_at < ?) AND \(IDFilter.condition("o.org_id"))
    """,
    orders: ["-created_at": "r.report_id DESC", "created_at": "r.report_id"])

  /// What orders tolerate whose work has not begun.
  let tolerance: Rate

  /// `GET /job/{mo_id}/status`
  func status(_ call: Call) throws -> JobStatus {
    let order = try ProductionAPI.read(call.pathID(), for: call)
    let reading = try ProgressStore.read(order, tolerance: tolerance, on: call.database)
    return JobStatus(order, reading.progress)
  }

  /// `GET /job/report/list`
  static func reports(_ call: Call, _ filter: ReportFilter) throws -> Page<JobReport> {
    let filters: [SQLValue] = .filters(
      filter.productionID, filter.workerID, filter.span.from, filter.span.to)
    return try listSQL.page(
      filter.listing, filters + .anyOf(call.caller.scope.limitedTo), on: call.database,
      ReportStore.report)
  }
}
