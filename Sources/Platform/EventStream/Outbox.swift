package import EventModel
package import MariaDBClient

/// Where events are written: in the transaction that makes them true.
package enum Outbox {
  private static let insert = SQLSeries("outbox.append", maximum: 20) { rows in
    """
    INSERT INTO outbox
      (stream, type, version, occurred_at, source, event_key, request_id, payload)
    VALUES \(SQLSeries.repeated("(?, ?, ?, NOW(6), ?, ?, ?, ?)", rows))
    """
  }

  /// Writes what one program says for one request. See `append(_:on:)`.
  package static func append(
    _ events: [any EventPayload], source: String, requestID: String,
    on connection: DatabaseConnection
  ) throws(DatabaseError) {
    try append(
      events.map { OutboxEvent($0, source: source, requestID: requestID) }, on: connection)
  }

  /// Writes the events, up to 20 in one round trip.
  ///
  /// Call it last in the transaction, after the rows that the events speak of are locked: so the
  /// events of one key keep the order of their commits. They are published after the commit.
  /// - Throws: `DatabaseError`, which the caller lets end its transaction
  package static func append(
    _ events: [OutboxEvent], on connection: DatabaseConnection
  ) throws(DatabaseError) {
    for range in insert.chunks(of: events.count) {
      var values: [SQLValue] = []
      values.reserveCapacity(range.count * 7)
      for event in events[range] {
        values.append(.text(event.centre))
        values.append(.text(event.type))
        values.append(.int(Int64(event.version)))
        values.append(.text(event.source))
        values.append(.text(event.key))
        values.append(.text(event.requestID))
        values.append(.bytes(event.payload))
      }
      _ = try connection.execute(insert[range.count], values)
    }
  }
}
