import JobDomain
import MariaDBClient
import WebAPI

/// `GET /job/report/list`
enum ReportList {
  private static let listSQL = ListSQL(
    "job_report.list", select: ReportStore.columns,
    """
    FROM \(ReportStore.tables) WHERE (? IS NULL OR r.mo_id = ?) \
    AND (? IS NULL OR r.worker_id = ?) AND (? IS NULL OR r.created_at >= ?) \
    AND (? IS NULL OR r.created_at < ?) AND \(IDFilter.condition("o.org_id"))
    """,
    orders: ["-created_at": "r.report_id DESC", "created_at": "r.report_id"])

  static func read(_ call: Call, _ query: ReportFilter) throws -> Page<JobReport> {
    let filters: [SQLValue] = .filters(
      query.productionID, query.workerID, query.from, query.to)
    return try listSQL.page(
      query.listing, filters + .anyOf(call.caller.scope.limitedTo), on: call.database,
      ReportStore.report)
  }
}
