package import MariaDBClient
import Synchronization
import Telemetry

/// Attempts at things that a job comes back to, such as an overdue order, of one kind.
///
/// A first attempt that succeeds costs no write. Once one has failed, and in the first round of a
/// process, which may follow upon one that ended in the midst of an attempt, each attempt is
/// counted in `put_aside` before it is made. After ten the thing is put aside and shown with the
/// dead letters, and the others go on (contract part 2, section A, "what fails").
///
/// A job hands its pages and its work to `sweep`. Any number of processes may do so.
package final class PutAside: Sendable {
  /// What kind of things, such as `overdue_lot`; the column `kind`.
  package let kind: String
  private let policy: RetryPolicy
  private let isFirstRound = Mutex(true)
  /// Whether `sweepTogether` was last done by its one statement.
  private let isTogether = Atomic(false)

  private static let errorCharactersMax = 1000
  private static let readSQL = SQLList("put_aside.read") { keys in
    """
    SELECT object_key, attempts, status, next_at > NOW(6) FROM put_aside \
    WHERE kind = ? AND object_key IN (\(SQLSeries.repeated("?", keys)))
    """
  }
  private static let countSQL = SQL(
    "put_aside.count",
    """
    INSERT INTO put_aside (kind, object_key, status, attempts, next_at, last_error, first_at, \
    last_at) VALUES (?, ?, 'retry', 1, NOW(6) + INTERVAL ? MICROSECOND, ?, NOW(6), NOW(6)) \
    ON DUPLICATE KEY UPDATE attempts = attempts + 1, next_at = VALUES(next_at), \
    last_error = VALUES(last_error), last_at = NOW(6)
    """)
  private static let failSQL = SQL(
    "put_aside.fail",
    """
    UPDATE put_aside SET status = IF(attempts >= ?, 'dead', 'retry'), last_error = ?, \
    last_at = NOW(6) WHERE kind = ? AND object_key = ?
    """)
  private static let removeSQL = SQL(
    "put_aside.remove", "DELETE FROM put_aside WHERE kind = ? AND object_key = ?")

  private static let clearSQL = SQL("put_aside.clear", "DELETE FROM put_aside WHERE kind = ?")

  package init(_ kind: String, policy: RetryPolicy = .standard) {
    self.kind = kind
    self.policy = policy
  }

  /// One of the things that may be tried now.
  package struct Candidate: Sendable, Equatable {
    package let key: String
    /// Attempts that were counted before; nil: none, nor was it ever given up.
    let attempts: Int?
  }

  /// Of these, what may be tried now: nothing that was put aside, and nothing that failed a moment
  /// ago.
  package func due(
    _ keys: [String], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Candidate] {
    var counted: [String: Int] = [:]
    var waiting: Set<String> = []
    _ = try database.query(Self.readSQL, [.text(kind)], in: keys) { row throws(DatabaseError) in
      let (key, attempts) = (try row.text(), try row.count())
      counted[key] = attempts
      let (isDead, isEarly) = (try row.text() == "dead", try row.bool())
      if isDead || isEarly { waiting.insert(key) }
    }
    return keys.filter { !waiting.contains($0) }
      .map { Candidate(key: $0, attempts: counted[$0]) }
  }

  /// Makes an attempt, in transactions of its own. What fails is noted, and tried again later.
  /// - Returns: what the work says; nil when it failed
  /// - Throws: when the database is away, which is nobody's fault
  package func attempt<Value>(
    _ candidate: Candidate, on database: DatabaseConnection, _ work: () throws -> Value
  ) throws -> Value? {
    let before = candidate.attempts ?? 0
    let isCounted = candidate.attempts != nil || isFirstRound.withLock { $0 }
    if before >= policy.attemptsMax {
      // The last attempt has left no word.
      try fail(candidate.key, Vanished(), attempts: before, on: database)
      return nil
    }
    if isCounted { try count(candidate, on: database) }
    do {
      let value = try work()
      if isCounted {
        try database.execute(Self.removeSQL, [.text(kind), .text(candidate.key)])
      }
      return value
    } catch {
      database.rollback()
      if let error = error as? DatabaseError, error.isAway { throw error }
      if !isCounted { try count(candidate, on: database) }
      try fail(candidate.key, error, attempts: before + 1, on: database)
      return nil
    }
  }

  /// Tries what is there, page by page, until something was done, there is nothing more, or the
  /// job's time is over.
  /// - Parameters:
  ///   - limit: how many keys make a whole page
  ///   - page: the next keys, fewer than `limit` at the end
  ///   - work: one attempt; whether it did something
  /// - Returns: how many attempts did something
  package func sweep(
    limit: Int, on database: DatabaseConnection, page: () throws -> [String],
    work: (String) throws -> Bool
  ) throws -> Int {
    var count = 0
    let end = ContinuousClock.now + PeriodicJob.longest
    while count == 0, ContinuousClock.now < end {
      let keys = try page()
      for candidate in try due(keys, on: database) where ContinuousClock.now < end {
        let isDone = try attempt(candidate, on: database) { try work(candidate.key) }
        if isDone == true { count += 1 }
      }
      if keys.count < limit {
        roundEnded()
        break
      }
    }
    return count
  }

  /// Does many at once, by one statement; where that fails, tries them one by one.
  package func sweepTogether(
    limit: Int, on database: DatabaseConnection, all: () throws -> Int,
    page: () throws -> [String], work: (String) throws -> Bool
  ) throws -> Int {
    do {
      let count = try all()
      // What failed before is among them.
      if !isTogether.exchange(true, ordering: .relaxed) {
        try database.execute(Self.clearSQL, [.text(kind)])
      }
      return count
    } catch {
      isTogether.store(false, ordering: .relaxed)
      database.rollback()
      if let error = error as? DatabaseError, error.isAway { throw error }
      Log.warning(
        "what fails together is tried one by one",
        [("kind", LogValue(kind)), ("error", LogValue("\(error)"))])
    }
    return try sweep(limit: limit, on: database, page: page, work: work)
  }

  /// All that there was has been tried once, and this process is still there.
  package func roundEnded() { isFirstRound.withLock { $0 = false } }

  /// What is known of an attempt that neither succeeded nor failed.
  private struct Vanished: Error, CustomStringConvertible {
    let description = "the program or the database ended during the attempt"
  }

  private func count(
    _ candidate: Candidate, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let wait = policy.pause(afterAttempts: (candidate.attempts ?? 0) + 1)
    try database.execute(
      Self.countSQL,
      [.text(kind), .text(candidate.key), wait, .text("\(Vanished())")])
  }

  private func fail(
    _ key: String, _ error: any Error, attempts: Int, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let text = String("\(error)".prefix(Self.errorCharactersMax))
    try database.execute(
      Self.failSQL, [.int(Int64(policy.attemptsMax)), .text(text), .text(kind), .text(key)])
    let fields: [(StaticString, LogValue)] = [
      ("kind", LogValue(kind)), ("key", LogValue(key)), ("attempts", LogValue(attempts)),
      ("error", LogValue(text)),
    ]
    if policy.isDead(afterAttempts: attempts) {
      Log.error("a thing was put aside after its last attempt", fields)
    } else {
      Log.warning("an attempt failed and is repeated later", fields)
    }
  }
}
