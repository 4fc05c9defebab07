import EventStream
import JSONCoding
import Kernel
import WebAPI

/// How far one consumer is behind.
struct ConsumerLagAnswer: Document {
  let lag: ConsumerLag

  static let shape: [Member<ConsumerLagAnswer>] = [
    .text("consumer") { $0.lag.consumer },
    .integer("waiting") { Int64($0.lag.waiting) },
    .integer("retrying") { Int64($0.lag.retrying) },
    .integer("dead") { Int64($0.lag.dead) },
    .integer("oldest_seconds") { $0.lag.oldestSeconds },
    .flag("capped") { $0.lag.isCapped },
  ]
}

/// An event that a consumer gave up, and why.
struct DeadLetterAnswer: Document {
  let letter: DeadLetter

  static let shape: [Member<DeadLetterAnswer>] = [
    .text("consumer") { $0.letter.consumer },
    .integer("attempts") { Int64($0.letter.attempts) },
    .text("last_error") { $0.letter.lastError },
    .instant("first_failed_at") { $0.letter.firstAt },
    .instant("last_failed_at") { $0.letter.lastAt },
    .answer("event") { EventAnswer(envelope: $0.letter.event) },
  ]
}

/// An event as it was published.
struct EventAnswer: Document {
  let envelope: EventEnvelope

  static let shape: [Member<EventAnswer>] = [
    .id("event_id") { $0.envelope.eventID },
    .text("type") { $0.envelope.type },
    .integer("version") { Int64($0.envelope.version) },
    .instant("occurred_at") { $0.envelope.occurredAt },
    .text("source") { $0.envelope.source },
    .text("key") { $0.envelope.key },
    .text("request_id") { $0.envelope.requestID },
    // Its members are those of the event's type.
    Member("payload", { .map(.anything) }) { $1.raw($0.envelope.payload) },
  ]
}
