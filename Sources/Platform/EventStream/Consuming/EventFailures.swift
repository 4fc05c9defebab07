import MariaDBClient

/// Events that a consumer could not do: when to try again, and which were given up.
struct EventFailures {
  /// An event that is to be tried again now.
  struct Due {
    let event: EventEnvelope
    /// Failures so far.
    let attempts: Int
  }

  private static let add = SQL(
    "event_failure.add",
    """
    INSERT INTO event_failure
      (consumer, event_id, status, attempts, next_at, last_error, first_at, last_at)
    VALUES (?, ?, ?, ?, NOW(6) + INTERVAL ? MICROSECOND, ?, NOW(6), NOW(6))
    ON DUPLICATE KEY UPDATE last_at = last_at
    """)

  // Counted before it is made: so of several workers one tries, and an attempt that ends the
  // process counts too.
  private static let begin = SQL(
    "event_failure.begin",
    """
    UPDATE event_failure SET attempts = attempts + 1,
      next_at = NOW(6) + INTERVAL ? MICROSECOND, last_at = NOW(6)
    WHERE consumer = ? AND event_id = ? AND status = 'retry' AND attempts = ?
    """)

  private static let explain = SQL(
    "event_failure.explain",
    """
    UPDATE event_failure SET status = ?, last_error = ?
    WHERE consumer = ? AND event_id = ? AND status = 'retry' AND attempts = ?
    """)

  private static let remove = SQL(
    "event_failure.remove", "DELETE FROM event_failure WHERE consumer = ? AND event_id = ?")

  private static let due = SQL(
    "event_failure.due",
    """
    SELECT \(EventRows.columns), f.attempts
    FROM event_failure AS f FORCE INDEX (event_failure_due)
    JOIN outbox AS o ON o.outbox_id = f.event_id
    WHERE f.consumer = ? AND f.status = 'retry' AND f.next_at <= NOW(6)
    ORDER BY f.next_at LIMIT 50
    """)

  private static let errorCharactersMax = 900

  let consumer: String
  let policy: RetryPolicy

  /// Writes down that an event failed at its delivery.
  /// - Returns: whether it is dead at once, because the policy allows one attempt only
  func add(
    _ eventID: Int64, error: any Error, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    let isDead = policy.isDead(afterAttempts: 1)
    try insert(
      eventID, isDead: isDead, attempts: 1, policy.pause(afterAttempts: 1), text(of: error),
      on: database)
    return isDead
  }

  /// Lets an event be tried alone from now on, because it was lost suspiciously often on its way:
  /// it may be what ends the process.
  func isolate(
    _ eventID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try insert(
      eventID, isDead: false, attempts: 0, .int(0), "was delivered again and again",
      on: database)
  }

  private func insert(
    _ eventID: Int64, isDead: Bool, attempts: Int64, _ delay: SQLValue, _ error: SQLValue,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      Self.add,
      [
        .text(consumer), .int(eventID), .text(isDead ? "dead" : "retry"), .int(attempts), delay,
        error,
      ])
  }

  /// Counts the attempt that is about to be made.
  /// - Returns: false when another worker makes it
  func begin(_ failure: Due, on database: DatabaseConnection) throws(DatabaseError) -> Bool {
    let outcome = try database.execute(
      Self.begin,
      [
        policy.pause(afterAttempts: failure.attempts + 1), .text(consumer),
        .int(failure.event.eventID),
        .int(Int64(failure.attempts)),
      ])
    return outcome.affectedRows == 1
  }

  /// Whether even the last attempt has been made, and one more for the case that an outage ended
  /// it, and nobody could write down what came of them: then it is the event that ends them.
  func isSpent(_ failure: Due) -> Bool { policy.isDead(afterAttempts: failure.attempts - 1) }

  /// Writes down why an attempt failed, and gives the event up after the last one.
  /// - Parameter attempts: how many there have been, this one included
  /// - Returns: whether it was given up; nil when another worker has seen to it meanwhile
  func explain(
    _ eventID: Int64, attempts: Int, error: any Error, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool? {
    let isDead = policy.isDead(afterAttempts: attempts)
    let outcome = try database.execute(
      Self.explain,
      [
        .text(isDead ? "dead" : "retry"), text(of: error), .text(consumer), .int(eventID),
        .int(Int64(attempts)),
      ])
    return outcome.affectedRows == 1 ? isDead : nil
  }

  private func text(of error: any Error) -> SQLValue {
    .text(String("\(error)".prefix(Self.errorCharactersMax)))
  }

  /// Part of the transaction in which the event succeeds after all.
  func remove(_ eventID: Int64, on database: DatabaseConnection) throws(DatabaseError) {
    try database.execute(Self.remove, [.text(consumer), .int(eventID)])
  }

  /// Up to 50 events whose time has come.
  func due(on database: DatabaseConnection) throws(DatabaseError) -> [Due] {
    try database.query(Self.due, [.text(consumer)]) { row throws(DatabaseError) in
      Due(event: try EventRows.envelope(row), attempts: try row.count())
    }
  }
}

/// When a failed event is tried again.
package struct RetryPolicy: Sendable {
  /// Attempts in all, the first delivery included; then the event is dead.
  package var attemptsMax = 10
  /// Wait after the first failure; it doubles with each further one. Tests shrink it.
  package var firstSeconds = 1.0
  package var ceilingSeconds = 300.0
  /// The wait is longer or shorter by up to this share, so that failures do not come back as one.
  package var jitter = 0.2

  package static let standard = RetryPolicy()

  /// The wait after `attempts` failures, in microseconds.
  func delay(afterAttempts attempts: Int, using random: inout some RandomNumberGenerator) -> Int64 {
    let doubled = firstSeconds * Double(1 << min(max(attempts - 1, 0), 30))
    let spread = Double.random(in: (1 - jitter)...(1 + jitter), using: &random)
    let microseconds = min(doubled, ceilingSeconds) * spread * 1_000_000
    return Int64(exactly: microseconds.rounded()) ?? .max
  }

  /// The same by chance, for a statement.
  func pause(afterAttempts attempts: Int) -> SQLValue {
    var random = SystemRandomNumberGenerator()
    return .int(delay(afterAttempts: attempts, using: &random))
  }

  /// Whether an event with so many failures is given up.
  func isDead(afterAttempts attempts: Int) -> Bool { attempts >= attemptsMax }
}
