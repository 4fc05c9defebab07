package import Kernel
package import MariaDBClient

extension AuditLog {
  /// A row of the audit log, for whoever follows a request.
  package struct Entry: Sendable {
    /// 0 for nobody.
    package let userID: Int64
    package let action: String
    package let path: String
    package let object: String?
    /// HTTP status of the answer; 0 while it is not known.
    package let status: Int64
    package let remoteAddress: String
    package let calledAt: Instant
  }

  private static let traceSQL = SQL(
    "api_call.trace",
    """
    SELECT user_id, action, path, object, status, remote_address, called_at FROM api_call \
    WHERE request_id = ? ORDER BY call_id LIMIT 200
    """)

  /// What the log says of one request.
  package static func entries(
    of requestID: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Entry] {
    try database.query(traceSQL, [.text(requestID)]) { row throws(DatabaseError) in
      Entry(
        userID: try row.int(), action: try row.text(), path: try row.text(),
        object: try row.textOrNil(), status: try row.int(), remoteAddress: try row.text(),
        calledAt: try row.instant())
    }
  }
}
