package import JSONCoding
package import MariaDBClient

extension EventAdmin {
  private static let stretch = SQL(
    "event_admin.stretch",
    """
    SELECT MAX(outbox_id) FROM (
      SELECT outbox_id FROM outbox WHERE outbox_id > ? ORDER BY outbox_id LIMIT 5000
    ) AS o
    """)

  private static let undelivered = SQL(
    "event_admin.undelivered",
    """
    SELECT STRAIGHT_JOIN o.outbox_id, o.type, s.consumer
    FROM outbox AS o
    JOIN event_subscription AS s ON s.type = o.type AND s.since_id < o.outbox_id
    LEFT JOIN inbox AS i ON i.consumer = s.consumer AND i.event_id = o.outbox_id
    LEFT JOIN event_failure AS f ON f.consumer = s.consumer AND f.event_id = o.outbox_id
    WHERE o.outbox_id > ? AND o.outbox_id <= ?
      AND o.occurred_at <= NOW(6) - INTERVAL ? SECOND
      AND i.event_id IS NULL AND f.event_id IS NULL
    ORDER BY o.outbox_id, s.consumer LIMIT ?
    """)

  /// Invariant 8: events older than `seconds` that a subscriber has neither done nor holds among
  /// its failures. Empty is good.
  ///
  /// Looks at all that the outbox holds and trusts no flag in it; a query covers 5,000 events, so
  /// that none takes long.
  package static func undelivered(
    olderThanSeconds seconds: Int, limit: Int = 100, on database: DatabaseConnection
  ) throws(DatabaseError) -> [UndeliveredEvent] {
    var found: [UndeliveredEvent] = []
    var position: Int64 = 0
    while found.count < limit {
      let end = try database.first(stretch, [.int(position)]) { row throws(DatabaseError) in
        try row.intOrNil()
      }
      guard let end = end ?? nil else { break }
      found += try database.query(
        undelivered,
        [
          .int(position), .int(end), .int(Int64(seconds)), .int(Int64(limit - found.count)),
        ]
      ) { row throws(DatabaseError) in
        UndeliveredEvent(
          eventID: try row.int(), type: try row.text(), consumer: try row.text())
      }
      position = end
    }
    return found
  }
}

/// An event that a subscribed consumer has neither done nor failed.
package struct UndeliveredEvent: Sendable, Equatable, JSONWritable {
  package let eventID: Int64
  package let type: String
  package let consumer: String

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("event_id", eventID)
      writer.field("type", type)
      writer.field("consumer", consumer)
    }
  }
}
