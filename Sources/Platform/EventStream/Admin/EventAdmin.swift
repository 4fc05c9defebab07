package import JSONCoding
package import Kernel
package import MariaDBClient

/// What an operator asks of, and does to, events: lag, dead letters, replay, the audit.
///
/// Plain functions on a connection, for the operator's program and the routes under /ops.
package enum EventAdmin {
  private static let dead = SQL(
    "event_admin.dead",
    """
    SELECT \(EventRows.columns), f.consumer, f.attempts, f.last_error, f.first_at, f.last_at
    FROM event_failure AS f JOIN outbox AS o ON o.outbox_id = f.event_id
    WHERE f.status = 'dead' AND (f.event_id > ? OR (f.event_id = ? AND f.consumer > ?))
      AND (? = '' OR f.consumer = ?)
    ORDER BY f.event_id, f.consumer LIMIT ?
    """)

  private static let replayEvent = SQL(
    "event_admin.replay_event",
    """
    UPDATE event_failure SET status = 'retry', attempts = 0, next_at = NOW(6)
    WHERE event_id = ? AND (? = '' OR consumer = ?)
    """)

  private static let replayConsumer = SQL(
    "event_admin.replay_consumer",
    """
    UPDATE event_failure SET status = 'retry', attempts = 0, next_at = NOW(6)
    WHERE consumer = ? AND status = 'dead'
    """)

  /// Dead letters by event and consumer, after the one named.
  /// - Parameters:
  ///   - consumer: of this one only; nil is all
  ///   - after: the last one already seen
  package static func dead(
    consumer: String? = nil, after: (eventID: Int64, consumer: String) = (0, ""),
    limit: Int = 100, on database: DatabaseConnection
  ) throws(DatabaseError) -> [DeadLetter] {
    let only = SQLValue.text(consumer ?? "")
    let position: [SQLValue] = [.int(after.eventID), .int(after.eventID), .text(after.consumer)]
    return try database.query(dead, position + [only, only, .int(Int64(limit))]) {
      row throws(DatabaseError) in
      let event = try EventRows.envelope(row)
      return DeadLetter(
        consumer: try row.text(), event: event, attempts: try row.count(),
        lastError: try row.text(), firstAt: try row.instant(), lastAt: try row.instant())
    }
  }

  /// Gives a failed event, dead or waiting for its next attempt, all its attempts again, at once.
  /// - Parameter consumer: for this one only; nil is every consumer that failed at it
  /// - Returns: for how many consumers; 0 when it did not fail
  package static func replay(
    eventID: Int64, consumer: String? = nil, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int {
    let only = SQLValue.text(consumer ?? "")
    return try database.execute(replayEvent, [.int(eventID), only, only]).affectedRows
  }

  /// Gives all dead letters of a consumer all their attempts again, at once.
  /// - Returns: how many there were
  package static func replay(
    consumer: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int {
    try database.execute(replayConsumer, [.text(consumer)]).affectedRows
  }
}

/// An event that a consumer gave up.
package struct DeadLetter: Sendable, Equatable, JSONWritable {
  package let consumer: String
  package let event: EventEnvelope
  package let attempts: Int
  package let lastError: String
  package let firstAt: Instant
  package let lastAt: Instant

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("consumer", consumer)
      writer.field("attempts", attempts)
      writer.field("last_error", lastError)
      writer.field("first_failed_at", firstAt)
      writer.field("last_failed_at", lastAt)
      writer.field("event", event)
    }
  }
}
