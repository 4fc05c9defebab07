package import MariaDBClient
import Synchronization

/// What a sweeper could not see to, so that one thing keeps no other waiting.
///
/// After a failure each attempt is counted before it is made; after the tenth the thing is put
/// aside. In the first round of a process every attempt is counted so, since the process before may
/// have ended in the midst of one: what ends processes is put aside too. An undisturbed first
/// attempt costs no write. Thread-safe.
package final class JobFailures: Sendable {
  private static let readSQL = SQL(
    "job_failure.read",
    """
    SELECT ref_id, attempts, status = 'dead' OR next_at > NOW(6) FROM job_failure WHERE kind = ?
    """)
  private static let firstSQL = SQL(
    "job_failure.first",
    """
    INSERT IGNORE INTO job_failure
      (kind, ref_id, status, attempts, next_at, last_error, first_at, last_at)
    VALUES (?, ?, 'retry', 1, NOW(6) + INTERVAL ? MICROSECOND, ?, NOW(6), NOW(6))
    """)
  private static let beginSQL = SQL(
    "job_failure.begin",
    """
    UPDATE job_failure SET attempts = attempts + 1,
      next_at = NOW(6) + INTERVAL ? MICROSECOND, last_at = NOW(6)
    WHERE kind = ? AND ref_id = ? AND status = 'retry' AND attempts = ? AND next_at <= NOW(6)
    """)
  private static let putAsideSQL = SQL(
    "job_failure.put_aside",
    """
    UPDATE job_failure SET status = 'dead' WHERE kind = ? AND ref_id = ? AND attempts >= ?
    """)
  private static let explainSQL = SQL(
    "job_failure.explain",
    """
    UPDATE job_failure SET last_error = ?, status = IF(attempts >= ?, 'dead', status)
    WHERE kind = ? AND ref_id = ?
    """)
  private static let removeSQL = SQL(
    "job_failure.remove", "DELETE FROM job_failure WHERE kind = ? AND ref_id = ?")

  private static let errorCharactersMax = 900

  /// What the things are, as dead letters name it: "order".
  package let kind: String
  private let policy = RetryPolicy.standard
  private let isFirstRound = Atomic(true)

  package init(kind: String) { self.kind = kind }

  /// What is known at a round's beginning: failed things by id.
  package struct Known: Sendable {
    fileprivate var attempts: [Int64: Int] = [:]
    fileprivate var resting: Set<Int64> = []
    fileprivate let countsAll: Bool

    /// Whether the thing is put aside, or its next attempt is not due.
    package func rests(_ id: Int64) -> Bool { resting.contains(id) }

    /// Whether an attempt is to be counted before it is made.
    package func isCounted(_ id: Int64) -> Bool { countsAll || attempts[id] != nil }
  }

  /// 1 round trip.
  package func known(on connection: DatabaseConnection) throws(DatabaseError) -> Known {
    var known = Known(countsAll: isFirstRound.load(ordering: .relaxed))
    let rows = try connection.query(Self.readSQL, [.text(kind)]) { row throws(DatabaseError) in
      (try row.int(0), try row.int(1), try row.bool(2))
    }
    for (id, attempts, rests) in rows {
      known.attempts[id] = Int(clamping: attempts)
      if rests { known.resting.insert(id) }
    }
    return known
  }

  /// A round was got through: what is tried from now on is tried in a process that lives.
  package func roundEnded() { isFirstRound.store(false, ordering: .relaxed) }

  /// Counts an attempt that is about to be made, outside of its transaction.
  /// - Returns: false when it is not to be made: another process makes it, or it was the last
  package func begin(
    _ id: Int64, _ known: Known, on connection: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    guard let attempts = known.attempts[id] else {
      return try insert(id, error: "was not finished", on: connection)
    }
    if policy.isDead(afterAttempts: attempts) {
      // Its last attempt ended the process.
      _ = try connection.execute(
        Self.putAsideSQL, [.text(kind), .int(id), .int(Int64(policy.attemptsMax))])
      return false
    }
    return try connection.execute(
      Self.beginSQL, [delay(attempts + 1), .text(kind), .int(id), .int(Int64(attempts))]
    ).affectedRows == 1
  }

  /// Writes down why an attempt failed, and puts the thing aside after the last one.
  package func failed(
    _ id: Int64, error: any Error, on connection: DatabaseConnection
  ) throws(DatabaseError) {
    let text = String("\(error)".prefix(Self.errorCharactersMax))
    if try insert(id, error: text, on: connection) { return }
    _ = try connection.execute(
      Self.explainSQL, [.text(text), .int(Int64(policy.attemptsMax)), .text(kind), .int(id)])
  }

  /// An attempt that had been counted was the right one.
  package func succeeded(
    _ id: Int64, on connection: DatabaseConnection
  ) throws(DatabaseError) {
    _ = try connection.execute(Self.removeSQL, [.text(kind), .int(id)])
  }

  private func insert(
    _ id: Int64, error: String, on connection: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try connection.execute(Self.firstSQL, [.text(kind), .int(id), delay(1), .text(error)])
      .affectedRows == 1
  }

  private func delay(_ attempts: Int) -> SQLValue {
    var random = SystemRandomNumberGenerator()
    return .int(policy.delay(afterAttempts: attempts, using: &random))
  }
}
