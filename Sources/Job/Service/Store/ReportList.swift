import JobDomain
import Kernel
import MariaDBClient
import WebAPI

/// `GET /job/report/list`
enum ReportList {
  /// A filter that is not given is NULL, and the optimiser drops its half of the condition.
  private static let conditions = """
    (? IS NULL OR r.mo_id = ?) AND (? IS NULL OR r.worker_id = ?) \
    AND (? IS NULL OR r.created_at >= ?) AND (? IS NULL OR r.created_at < ?) \
    AND (? IS NULL OR FIND_IN_SET(o.org_id, ?) > 0)
    """
  private static let countSQL = SQL(
    "job_report.count",
    """
    SELECT COUNT(*) FROM job_report r JOIN job_order o ON o.mo_id = r.mo_id WHERE \(conditions)
    """)
  private static let newestSQL = statement("job_report.list_newest", "r.report_id DESC")
  private static let oldestSQL = statement("job_report.list_oldest", "r.report_id")

  static func read(_ call: Call, _ query: ReportListQuery) throws -> Page<JobReport> {
    let page = query.listing.page
    let values = values(query, scope: call.caller.scope)
    let total = try call.database.first(countSQL, values) { row throws(DatabaseError) in
      try row.int(0)
    }
    guard let total, total > page.offset else { return Page([], of: total ?? 0, page) }
    let rows = try call.database.query(
      query.listing.isDescending ? newestSQL : oldestSQL,
      values + [.of(page.size), .of(page.offset)], ReportStore.report)
    return Page(rows, of: total, page)
  }

  private static func statement(_ name: StaticString, _ order: String) -> SQL {
    SQL(
      name,
      """
      SELECT \(ReportStore.columns) FROM \(ReportStore.tables) WHERE \(conditions) \
      ORDER BY \(order) LIMIT ? OFFSET ?
      """)
  }

  private static func values(
    _ query: ReportListQuery, scope: OrganisationScope
  ) -> [SQLValue] {
    let organisations = scope.limitedTo.map { $0.map(String.init).joined(separator: ",") }
    let single: [SQLValue] = [
      .of(query.moID), .of(query.workerID), .of(query.from), .of(query.to), .of(organisations),
    ]
    return single.flatMap { [$0, $0] }
  }
}
