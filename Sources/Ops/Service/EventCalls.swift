import EventStream
import Kernel
import WebAPI

/// `GET /ops/events/dead`
struct DeadLetterFilter: RequestBody {
  let consumer: String?
  let position: LedgerPosition

  init(from fields: inout Fields) {
    consumer = fields.optionalText("consumer", 1...40, .code)
    position = fields.ledgerPosition()
  }
}

/// `POST /ops/events/replay`
struct ReplayRequest: RequestBody {
  let eventID: Int64?
  let consumer: String?

  init(from fields: inout Fields) {
    eventID = fields.optionalID("event_id")
    consumer = fields.optionalText("consumer", 1...40, .code)
    if eventID == nil && consumer == nil { fields.refuse("event_id", .required) }
  }
}

/// How many failed events will be tried again.
struct Replayed: Document {
  let count: Int64

  static let shape: [Member<Replayed>] = [.integer("replayed") { $0.count }]
}

/// The calls about events.
enum EventCalls {
  static func dead(
    _ call: Call, _ filter: DeadLetterFilter
  ) throws -> LedgerPage<DeadLetterAnswer> {
    // The cursor is the event's id: all consumers that gave it up are on one page.
    let letters = try EventAdmin.dead(
      consumer: filter.consumer, after: (filter.position.after, "\u{10FFFF}"),
      limit: filter.position.size + 1,
      on: call.database)
    return LedgerPage(letters.map(DeadLetterAnswer.init), at: filter.position) {
      $0.letter.event.eventID
    }
  }

  static func replay(_ call: Call, _ request: ReplayRequest) throws -> Replayed {
    let count: Int
    if let eventID = request.eventID {
      count = try EventAdmin.replay(
        eventID: eventID, consumer: request.consumer, on: call.database)
    } else {
      count = try EventAdmin.replay(consumer: request.consumer ?? "", on: call.database)
    }
    return Replayed(count: Int64(count))
  }
}
