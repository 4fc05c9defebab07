package import MariaDBClient
import Synchronization

/// Forgets the keys and answers of calls after 24 hours; the calls themselves stay, they are the
/// audit log.
///
/// Walks over the log in the order of its ids, once in the life of a process, and then keeps at its
/// end. Any thread may call it, and any number of processes may do the same work.
package final class IdempotencyExpiry: Sendable {
  private static let window: Int64 = 1_000
  private static let stretchSQL = SQL(
    "api_call.stretch",
    """
    SELECT MAX(call_id), COUNT(*) FROM (SELECT call_id FROM api_call \
    WHERE call_id > ? AND called_at < NOW(6) - INTERVAL ? SECOND ORDER BY call_id LIMIT ?) AS calls
    """)
  private static let forgetSQL = SQL(
    "api_call.forget",
    """
    UPDATE api_call SET idem_key = NULL, request_hash = NULL, response = NULL \
    WHERE call_id > ? AND call_id <= ? AND idem_key IS NOT NULL \
    AND called_at < NOW(6) - INTERVAL ? SECOND
    """)

  private let seconds: Int64
  private let position = Mutex<Int64>(0)

  package init(afterSeconds seconds: Int64 = 86_400) { self.seconds = seconds }

  /// One stretch of 1,000 calls.
  /// - Returns: how many calls it looked at; 0 at the end
  package func run(on connection: DatabaseConnection) throws(DatabaseError) -> Int {
    let start = position.withLock { $0 }
    let stretch = try connection.first(
      Self.stretchSQL, [.int(start), .int(seconds), .int(Self.window)]
    ) { (row) throws(DatabaseError) in
      (last: try row.intOrNil(0), count: try row.int(1))
    }
    guard let stretch, let last = stretch.last else { return 0 }
    try connection.execute(Self.forgetSQL, [.int(start), .int(last), .int(seconds)])
    position.withLock { $0 = max($0, last) }
    return Int(stretch.count)
  }
}
