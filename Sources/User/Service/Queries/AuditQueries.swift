/// Reads the audit log, which the platform writes.
enum AuditQueries {
  /// How far back a list reaches that names no beginning, nor the one request or thing that it is
  /// about.
  private static let standardDays = 31

  // A call without a user (a login with an unknown name) belongs to nobody's organisation, so only
  // those see it who see everything.
  private static let filter = """
    FROM api_call c LEFT JOIN user_account u ON u.user_id = c.user_id \
    LEFT JOIN org_unit o ON o.org_id = u.org_id \
    WHERE c.called_at >= COALESCE(?, IF(?, '2000-01-01', NOW(6) - INTERVAL \(standardDays) DAY)) \
    AND (? IS NULL OR c.called_at < ?) AND (? IS NULL OR c.user_id = ?) \
    AND (? IS NULL OR c.action = ?) AND (? IS NULL OR c.request_id = ?) \
    AND (? IS NULL OR c.object = ?) AND (? = '/' OR o.path LIKE CONCAT(?, '%')) AND c.status > 0
    """
  /// Counting stops here: a log of years must not be read to its end for the sake of a number.
  private static let maximumTotal = 100_000
  private static let countSQL = SQL(
    "audit.count", "SELECT COUNT(*) FROM (SELECT 1 \(filter) LIMIT \(maximumTotal)) AS matching")
  private static let select = """
    SELECT c.call_id, NULLIF(c.user_id, 0), u.username, c.action, c.path, c.object, \
    c.status, c.remote_address, c.request_id, c.called_at \(filter)
    """
  private static let newestSQL = SQL(
    "audit.newest", "\(select) ORDER BY c.called_at DESC, c.call_id DESC LIMIT ? OFFSET ?")
  private static let oldestSQL = SQL(
    "audit.oldest", "\(select) ORDER BY c.called_at, c.call_id LIMIT ? OFFSET ?")

  /// `GET /user/audit/list`
  static func list(_ call: Call, _ query: AuditFilter) throws -> Page<AuditEntry> {
    let path = try OrgStore.scope(of: call.caller, on: call.database)
    let sql = query.listing.isDescending ? newestSQL : oldestSQL
    let values: [SQLValue] =
      [.of(query.span.from), .of(query.requestID != nil || query.object != nil)]
      + .filters(
        query.span.to, query.userID, query.action, query.requestID, query.object, path.text)
    return try Page.read(query.listing.page, count: countSQL, values, on: call.database) {
      bounded throws(DatabaseError) in try call.database.query(sql, bounded, entry)
    }
  }

  private static func entry(_ row: borrowing Row) throws(DatabaseError) -> AuditEntry {
    AuditEntry(
      callID: try row.int(), userID: try row.intOrNil(), username: try row.textOrNil(),
      action: try row.text(), path: try row.text(), object: try row.textOrNil(),
      status: try row.int(), remoteAddress: try row.text(), requestID: try row.text(),
      calledAt: try row.instant())
  }
}
