import MariaDBClient

/// The record of what a consumer has done, one row an event, written with the effect.
enum Inbox {
  /// An event that is still to be done.
  struct Open {
    let event: EventEnvelope
    /// How often it was published again because nobody had done it.
    let republished: Int
  }

  /// Somebody else has done the event.
  struct AlreadyDone: Error {}

  private static let insert = SQLSeries("inbox.insert", maximum: 20) { rows in
    "INSERT INTO inbox (consumer, event_id, done_at) VALUES "
      + SQLSeries.repeated("(?, ?, NOW(6))", rows)
  }

  // Only what is in the outbox is an event, and only the outbox says what it is: entries of a
  // Redis that went back in time, or that somebody else wrote, change nothing.
  private static let open = SQLList("inbox.open", maximum: 512) { count in
    """
    SELECT STRAIGHT_JOIN \(EventRows.columns), o.republished
    FROM outbox AS o
    JOIN event_subscription AS s
      ON s.consumer = ? AND s.type = o.type AND s.since_id < o.outbox_id
    LEFT JOIN inbox AS i ON i.consumer = s.consumer AND i.event_id = o.outbox_id
    LEFT JOIN event_failure AS f ON f.consumer = s.consumer AND f.event_id = o.outbox_id
    WHERE i.event_id IS NULL AND f.event_id IS NULL
      AND o.outbox_id IN (\(SQLSeries.repeated("?", count)))
    ORDER BY o.outbox_id
    """
  }

  /// Of these, the events that the consumer subscribed to and has neither done nor failed.
  static func open(
    _ ids: [Int64], consumer: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Open] {
    try database.query(open, [.text(consumer)], in: ids) { row throws(DatabaseError) in
      Open(event: try EventRows.envelope(row), republished: try row.count())
    }
  }

  /// Records events as done.
  /// - Throws: `AlreadyDone` when any of them was done meanwhile; the transaction must then end
  static func record(
    _ ids: [Int64], consumer: String, on database: DatabaseConnection
  ) throws {
    do throws(DatabaseError) {
      try database.execute(insert, for: ids) { [.text(consumer), .int($0)] }
    } catch {
      if case .duplicateKey = error.kind { throw AlreadyDone() }
      throw error
    }
  }
}
