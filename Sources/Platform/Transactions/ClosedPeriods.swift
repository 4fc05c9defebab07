package import Kernel
package import MariaDBClient
import Synchronization
package import WebAPI

/// Accounting periods that are closed: no document that moves goods may be dated in one.
///
/// A process asks the database at most once a second, so that closing is in force everywhere within
/// one. What events bring about is never refused: the document that caused it was there in time.
package enum ClosedPeriods {
  /// A closed period, from its first instant on, up to that of the next one.
  package struct Period: Sendable, Equatable {
    /// `2026-11`
    package let name: String
    package let start: Instant
    package let end: Instant
    package let closedAt: Instant
    package let closedBy: Int64
  }

  private static let readSQL = SQL(
    "closed_period.read",
    """
    SELECT NOW(6), p.starts_at, p.ends_at FROM (SELECT 1) AS one \
    LEFT JOIN closed_period p ON TRUE
    """)
  private static let listSQL = SQL(
    "closed_period.list",
    """
    SELECT period, starts_at, ends_at, closed_at, closed_by FROM closed_period \
    ORDER BY period DESC LIMIT 1200
    """)
  private static let closeSQL = SQL(
    "closed_period.close",
    """
    INSERT INTO closed_period (period, starts_at, ends_at, closed_by) \
    SELECT ?, ?, ?, ? FROM (SELECT 1) AS one WHERE ? <= NOW(6) \
    ON DUPLICATE KEY UPDATE period = VALUES(period)
    """)
  private static let reopenSQL = SQL(
    "closed_period.reopen", "DELETE FROM closed_period WHERE period = ?")

  /// What this process knows, and since when.
  private struct Board {
    let spans: [Range<Instant>]
    let now: Instant
    let readAt: ContinuousClock.Instant

    /// The database's clock now: what it said, and the time since.
    var moment: Instant {
      let age = (ContinuousClock.now - readAt).components
      return now.adding(seconds: age.seconds)
        .adding(microseconds: age.attoseconds.quotient(by: 1_000_000_000_000))
    }
  }

  private static let board = Mutex<Board?>(nil)

  /// Whether a document of this moment, by the database's clock, or of `date` when it has one of
  /// its own, would be dated in a closed period. No round trip for a second after the last.
  package static func isClosed(
    at date: Instant? = nil, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    let board = try current(on: database)
    let moment = date ?? board.moment
    return board.spans.contains { $0.contains(moment) }
  }

  /// The database's clock. No round trip for a second after the last.
  static func now(on database: DatabaseConnection) throws(DatabaseError) -> Instant {
    try current(on: database).moment
  }

  private static func current(on database: DatabaseConnection) throws(DatabaseError) -> Board {
    let known = board.withLock { $0 }
    if let known, ContinuousClock.now - known.readAt < .seconds(1) { return known }
    let readAt = ContinuousClock.now
    let rows = try database.query(readSQL, []) { row throws(DatabaseError) in
      (now: try row.instant(), start: try row.instantOrNil(), end: try row.instantOrNil())
    }
    let spans = rows.compactMap { row -> Range<Instant>? in
      guard let start = row.start, let end = row.end, start < end else { return nil }
      return start..<end
    }
    guard let now = rows.first?.now else { throw .unreadable(readSQL.name, "gave no row") }
    let fresh = Board(spans: spans, now: now, readAt: readAt)
    board.withLock { $0 = fresh }
    return fresh
  }

  /// Closes a period; one that is closed stays so. Nil when it has not begun.
  package static func close(
    _ name: String, from start: Instant, to end: Instant, by userID: Int64,
    on database: DatabaseConnection
  ) throws(DatabaseError) -> Period? {
    try database.execute(
      closeSQL, [.text(name), .of(start), .of(end), .int(userID), .of(start)])
    return try list(on: database).first { $0.name == name }
  }

  /// Opens a closed period again; nil when it is open.
  package static func reopen(
    _ name: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Period? {
    let known = try list(on: database).first { $0.name == name }
    return try database.execute(reopenSQL, [.text(name)]).affectedRows > 0 ? known : nil
  }

  /// All closed periods, newest first.
  package static func list(on database: DatabaseConnection) throws(DatabaseError) -> [Period] {
    try database.query(listSQL, []) { row throws(DatabaseError) in
      Period(
        name: try row.text(), start: try row.instant(), end: try row.instant(),
        closedAt: try row.instant(), closedBy: try row.int())
    }
  }
}

extension Call {
  /// Refuses to post a document that moves goods in a closed period. Ask when it is known that the
  /// document is new: what was posted in time keeps its answer.
  /// - Throws: `period.closed`
  package func requireOpenPeriod() throws {
    if try ClosedPeriods.isClosed(on: database) { throw Problem(.periodClosed) }
  }
}
