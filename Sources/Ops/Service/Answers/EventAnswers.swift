import EventStream
import JSONCoding
import Kernel
import WebAPI

/// How far one consumer is behind.
struct ConsumerLagAnswer: ObjectAnswer {
  let lag: ConsumerLag

  static let shape: [AnswerField<ConsumerLagAnswer>] = [
    .text("consumer") { $0.lag.consumer },
    .integer("waiting") { Int64($0.lag.waiting) },
    .integer("retrying") { Int64($0.lag.retrying) },
    .integer("dead") { Int64($0.lag.dead) },
    .integer("oldest_seconds") { $0.lag.oldestSeconds },
    .flag("capped") { $0.lag.isCapped },
  ]
}

/// What was given up, and why: an event by a consumer, or a thing by a sweeper.
struct DeadLetterAnswer: ObjectAnswer {
  /// "event", or what the sweeper saw to: "order".
  let kind: String
  let consumer: String?
  let key: String?
  let attempts: Int
  let lastError: String
  let firstAt: Instant
  let lastAt: Instant
  let event: EventEnvelope?

  init(_ letter: DeadLetter) {
    kind = "event"
    consumer = letter.consumer
    key = nil
    attempts = letter.attempts
    lastError = letter.lastError
    firstAt = letter.firstAt
    lastAt = letter.lastAt
    event = letter.event
  }

  init(_ thing: PutAsideThing) {
    kind = thing.kind
    consumer = nil
    key = thing.key
    attempts = thing.attempts
    lastError = thing.lastError
    firstAt = thing.firstAt
    lastAt = thing.lastAt
    event = nil
  }

  static let shape: [AnswerField<DeadLetterAnswer>] = [
    .text("kind") { $0.kind },
    .optionalText("consumer") { $0.consumer },
    .optionalText("key") { $0.key },
    .integer("attempts") { Int64($0.attempts) },
    .text("last_error") { $0.lastError },
    .instant("first_failed_at") { $0.firstAt },
    .instant("last_failed_at") { $0.lastAt },
    .optionalAnswer("event") { $0.event.map(EventAnswer.init) },
  ]
}

/// An event as it was published.
struct EventAnswer: ObjectAnswer {
  let envelope: EventEnvelope

  static let shape: [AnswerField<EventAnswer>] = [
    .id("event_id") { $0.envelope.eventID },
    .text("type") { $0.envelope.type },
    .integer("version") { Int64($0.envelope.version) },
    .instant("occurred_at") { $0.envelope.occurredAt },
    .text("source") { $0.envelope.source },
    .text("key") { $0.envelope.key },
    .text("request_id") { $0.envelope.requestID },
    // Its members are those of the event's type.
    AnswerField("payload", { .map(.anything) }) { $1.raw($0.envelope.payload) },
  ]
}
