package import JSONCoding
package import Kernel

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
