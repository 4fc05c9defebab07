package import MariaDBClient
import Synchronization

/// Forgets the keys and answers of calls after 24 hours; the calls themselves stay, they are the
/// audit log.
///
/// Walks over the log in the order of its ids, once in the life of a process, and then keeps at its
/// end. Any thread may call it, and any number of processes may do the same work.
package final class IdempotencyExpiry: Sendable {
  private static let window: Int64 = 1_000
  /// Ids and times of calls may be out of order by that much.
  private static let disorderSeconds: Int64 = 60

  // First the stretch, then the question how much of it is old: the other way round the server
  // would read on, through the whole of the last day, for a stretch that is full.
  private static let stretchSQL = SQL(
    "api_call.stretch",
    """
    SELECT MAX(call_id), COUNT(*) FROM (SELECT call_id, called_at FROM api_call \
    WHERE call_id > ? ORDER BY call_id LIMIT ?) AS calls
    WHERE called_at < NOW(6) - INTERVAL ? SECOND
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

  /// One stretch of 1,000 calls, or what there is at the end of the log.
  /// - Returns: how many calls it looked at; 0 at the end, for then there is time to rest
  package func run(on connection: DatabaseConnection) throws(DatabaseError) -> Int {
    let start = position.withLock { $0 }
    let stretch = try connection.first(
      Self.stretchSQL,
      [.int(start), .int(Self.window), .int(seconds + Self.disorderSeconds)]
    ) { (row) throws(DatabaseError) in
      (last: try row.intOrNil(0), count: try row.int(1))
    }
    guard let stretch, let last = stretch.last else { return 0 }
    try connection.execute(Self.forgetSQL, [.int(start), .int(last), .int(seconds)])
    position.withLock { $0 = max($0, last) }
    return stretch.count == Self.window ? Int(stretch.count) : 0
  }
}
