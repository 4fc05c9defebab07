import Kernel
import RedisClient

/// Names and bounds of the streams in Redis.
package enum EventStreams {
  /// Entries that a stream keeps, roughly. What is trimmed before a consumer saw it is published
  /// again from the outbox.
  package static let entriesMax = 100_000

  /// `erp:events:<centre>`.
  package static func key(_ centre: String) -> String { "erp:events:\(centre)" }

  /// The command that publishes one event: its envelope's fields are the entry's fields.
  static func add(_ event: EventEnvelope, centre: String) -> [RedisArgument] {
    [
      "XADD", .text(key(centre)), "MAXLEN", "~", .integer(Int64(entriesMax)), "*",
      "event_id", .integer(event.eventID),
      "type", .text(event.type),
      "version", .integer(Int64(event.version)),
      "occurred_at", .text(event.occurredAt.rfc3339),
      "source", .text(event.source),
      "key", .text(event.key),
      "request_id", .text(event.requestID),
      "payload", .bytes(event.payload),
    ]
  }

  /// Makes a consumer's group, which starts at the stream's first entry: never at `$`, which would
  /// skip what is already there.
  static func createGroup(_ consumer: String, centre: String) -> [RedisArgument] {
    ["XGROUP", "CREATE", .text(key(centre)), .text(consumer), "0", "MKSTREAM"]
  }
}
