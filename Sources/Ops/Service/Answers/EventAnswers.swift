import EventStream

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

/// A page of dead letters, with the cursor of the next one; nil at the end.
struct DeadLetterPage: Answer {
  let items: [DeadLetterAnswer]
  let next: String?

  /// - Parameters:
  ///   - things: what sweepers put aside; the first page alone shows them, besides its letters
  ///   - letters: up to one more than asked for, which shows that there is a next page
  init(_ things: [PutAsideThing], _ letters: [DeadLetter], size: Int) {
    let shown = letters.prefix(size)
    items = things.map { DeadLetterAnswer($0) } + shown.map { DeadLetterAnswer($0) }
    next =
      letters.count > size
      ? shown.last.map {
        DeadLetterCursor(eventID: $0.event.eventID, consumer: $0.consumer).text
      } : nil
  }

  static var schema: Schema {
    .object([
      SchemaProperty("items", .list(DeadLetterAnswer.schema, nil), isRequired: true),
      SchemaProperty("next", .nullable(.anyText), isRequired: true),
    ])
  }

  func write(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("items")
      items.write(into: &writer)
      writer.field("next", next)
    }
  }
}

/// How many failed events will be tried again.
struct Replayed: ObjectAnswer {
  let count: Int64

  static let shape: [AnswerField<Replayed>] = [.integer("replayed") { $0.count }]
}
