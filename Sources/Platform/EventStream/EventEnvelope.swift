package import EventModel
package import JSONCoding
package import Kernel

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
    writer.beginObject()
    writer.key("event_id")
    writer.integer(eventID)
    writer.key("type")
    writer.string(type)
    writer.key("version")
    writer.integer(Int64(version))
    writer.key("occurred_at")
    writer.instant(occurredAt)
    writer.key("source")
    writer.string(source)
    writer.key("key")
    writer.string(key)
    writer.key("request_id")
    writer.string(requestID)
    writer.key("payload")
    writer.raw(payload)
    writer.endObject()
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
