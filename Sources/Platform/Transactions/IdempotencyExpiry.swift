package import MariaDBClient
import Synchronization

/// Forgets the keys and answers of calls after 24 hours; the calls themselves stay, they are the
/// audit log.
///
/// Walks over the log in the order of its ids, once, and then keeps at its end: how far it has come
/// stands in `job_position`. Any thread may call it, and any number of processes may do the same
/// work.
package final class IdempotencyExpiry: Sendable {
  private static let window = 1_000
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

  private static let name = "api_call.forget_keys"
  private static let positionSQL = SQL(
    "job_position.read", "SELECT position FROM job_position WHERE job = ?")
  // Another process may have come further.
  private static let noteSQL = SQL(
    "job_position.note",
    """
    INSERT INTO job_position (job, position) VALUES (?, ?) \
    ON DUPLICATE KEY UPDATE position = GREATEST(position, VALUES(position))
    """)

  private let seconds: Int64
  /// Nil until it has been read.
  private let position = Mutex<Int64?>(nil)

  package init(afterSeconds seconds: Int64 = Int64(AuditLog.keyHours * 3600)) {
    self.seconds = seconds
  }

  /// One stretch of 1,000 calls, or what there is at the end of the log.
  /// - Returns: how many calls it looked at; 0 at the end, for then there is time to rest
  package func run(on database: DatabaseConnection) throws(DatabaseError) -> Int {
    let start = try begin(on: database)
    let stretch = try database.first(
      Self.stretchSQL,
      [.int(start), .of(Self.window), .int(seconds.adding(capped: Self.disorderSeconds))]
    ) { row throws(DatabaseError) in
      (last: try row.intOrNil(), count: try row.count())
    }
    guard let stretch, let last = stretch.last else { return 0 }
    try database.execute(Self.forgetSQL, [.int(start), .int(last), .int(seconds)])
    try database.execute(Self.noteSQL, [.text(Self.name), .int(last)])
    position.withLock { $0 = max($0 ?? 0, last) }
    return stretch.count == Self.window ? stretch.count : 0
  }

  private func begin(on database: DatabaseConnection) throws(DatabaseError) -> Int64 {
    if let known = position.withLock({ $0 }) { return known }
    let stored = try database.first(Self.positionSQL, [.text(Self.name)]) {
      row throws(DatabaseError) in try row.int()
    }
    return stored ?? 0
  }
}
