import Kernel
import RedisClient

/// Names and bounds of the streams in Redis.
package enum EventStreams {
  /// Entries that a stream keeps, roughly. What is trimmed before a consumer saw it is published
  /// again from the outbox.
  ///
  /// With `entryBytesMax` and the number of streams it bounds what the bus takes of Redis' memory,
  /// whatever the documents are like: 10 MB a stream at the most. A test keeps them within half.
  package static let entriesMax = 20_000

  /// What one entry takes at most, names, group bookkeeping and all, in bytes of Redis' memory.
  package static let entryBytesMax = 500

  /// The centres that publish.
  package static let centres = [
    "user", "item", "stock", "member", "promo", "order", "pos", "purchase", "production", "job",
    "cost",
  ]

  /// `erp:events:<centre>`.
  package static func key(_ centre: String) -> String { "erp:events:\(centre)" }

  /// The command that publishes one event: its envelope's fields are the entry's fields, but for
  /// the payload, which may be long. Who reads an event finds it in the outbox by its id.
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
    ]
  }

  /// Makes a consumer's group, which starts at the stream's first entry: never at `$`, which would
  /// skip what is already there.
  static func createGroup(_ consumer: String, centre: String) -> [RedisArgument] {
    ["XGROUP", "CREATE", .text(key(centre)), .text(consumer), "0", "MKSTREAM"]
  }
}

/// The id of a stream's entry: milliseconds by the clock of Redis, then a count.
struct StreamPosition: Comparable {
  let milliseconds: UInt64
  let count: UInt64

  /// As Redis writes it.
  var text: String { "\(milliseconds)-\(count)" }

  init?(_ text: String) {
    let parts = text.split(separator: "-")
    guard parts.count == 2, let milliseconds = UInt64(parts[0]), let count = UInt64(parts[1])
    else { return nil }
    self.milliseconds = milliseconds
    self.count = count
  }

  static func < (left: Self, right: Self) -> Bool {
    (left.milliseconds, left.count) < (right.milliseconds, right.count)
  }
}

extension RedisReply {
  /// An array of names and values, as `XINFO` and entries of streams give them.
  var facts: [String: RedisReply] {
    guard let parts = elements else { return [:] }
    var facts: [String: RedisReply] = [:]
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      if let name = parts[index].text { facts[name] = parts[index + 1] }
    }
    return facts
  }
}
