package import JSONCoding

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
