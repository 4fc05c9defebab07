package import EventModel
import JSONCoding
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
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    try append(
      events.map { OutboxEvent($0, source: source, requestID: requestID) }, on: database)
  }

  /// Writes the events, up to 20 in one round trip.
  ///
  /// Call it last in the transaction, after the rows that the events speak of are locked: so the
  /// events of one key keep the order of their commits. They are published after the commit.
  /// - Throws: `DatabaseError`, which the caller lets end its transaction
  package static func append(
    _ events: [OutboxEvent], on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(insert, for: events) { event in
      [
        .text(event.centre), .text(event.type), .of(event.version), .text(event.source),
        .text(event.key), .text(event.requestID), .bytes(event.payload),
      ]
    }
  }
}

/// An event on its way into the outbox, its data already written out.
package struct OutboxEvent: Sendable {
  let centre: String
  let type: String
  let version: Int
  let key: String
  let source: String
  let requestID: String
  let payload: [UInt8]

  /// - Parameters:
  ///   - payload: what happened
  ///   - source: the program that says so, such as "erp-order"
  ///   - requestID: of the request, or of the event, that caused it; never empty
  package init(_ payload: some EventPayload, source: String, requestID: String) {
    var writer = JSONWriter(reserving: 256)
    payload.write(to: &writer)
    self.init(payload, bytes: writer.bytes, source: source, requestID: requestID)
  }

  private init<Payload: EventPayload>(
    _ payload: Payload, bytes: [UInt8], source: String, requestID: String
  ) {
    self.centre = Payload.centre
    self.type = Payload.type
    self.version = Payload.version
    self.key = payload.key
    self.source = source
    self.requestID = requestID
    self.payload = bytes
  }
}
