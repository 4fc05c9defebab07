package import EventModel
package import JSONCoding
package import Kernel
import MariaDBClient

/// One event as everybody sees it: who says what happened, to what, when, and at whose request.
package struct EventEnvelope: Sendable, Equatable, JSONWritable {
  /// Unique, and larger for a later event of the same key; gaps mean nothing.
  package let eventID: Int64
  package let type: String
  package let version: Int
  /// By the database's clock.
  package let occurredAt: Instant
  /// The program that published it, such as "erp-order".
  package let source: String
  package let key: String
  /// The request that caused it.
  package let requestID: String
  /// One JSON object.
  package let payload: [UInt8]

  /// Writes the envelope as one JSON object with all its eight fields.
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("event_id", eventID)
      writer.field("type", type)
      writer.field("version", version)
      writer.field("occurred_at", occurredAt)
      writer.field("source", source)
      writer.field("key", key)
      writer.field("request_id", requestID)
      writer.field("payload") { $0.raw(payload) }
    }
  }

  /// The data as its type.
  /// - Throws: `PayloadFault`, also when the event has another type, or a newer version; what an
  ///   older one lacks, the type reads as absent
  package func decode<Payload: EventPayload>(
    _ payload: Payload.Type = Payload.self
  ) throws(PayloadFault) -> Payload {
    guard type == Payload.type else {
      throw PayloadFault(path: "", reason: "is of type \(type), not \(Payload.type)")
    }
    guard version > 0, version <= Payload.version else {
      throw PayloadFault(path: "", reason: "version \(version) of \(type) is not known here")
    }
    return try Payload(from: PayloadReader(parsing: self.payload))
  }
}

/// An event with its data read: `event.orderNumber` is the payload's.
@dynamicMemberLookup
package struct Event<Payload: EventPayload>: Sendable {
  package let envelope: EventEnvelope
  package let payload: Payload

  /// Unique over all events.
  package var id: Int64 { envelope.eventID }
  package var key: String { envelope.key }
  package var occurredAt: Instant { envelope.occurredAt }
  /// The request that caused the event; whatever follows from it carries it on.
  package var requestID: String { envelope.requestID }

  package subscript<Value>(dynamicMember path: KeyPath<Payload, Value>) -> Value {
    payload[keyPath: path]
  }
}

/// How an envelope lies in the first columns of a query over `outbox AS o`.
enum EventRows {
  static let columns = """
    o.outbox_id, o.type, o.version, o.occurred_at, o.source, o.event_key, o.request_id, o.payload
    """

  static func envelope(_ row: borrowing Row) throws(DatabaseError) -> EventEnvelope {
    EventEnvelope(
      eventID: try row.int(), type: try row.text(), version: try row.count(),
      occurredAt: try row.instant(), source: try row.text(), key: try row.text(),
      requestID: try row.text(), payload: try row.bytes())
  }
}
