import EventStream
import JSONCoding
import Kernel
import OpsDomain
import WebAPI

/// `GET /ops/events/dead`
struct DeadLetterFilter: RequestBody {
  let consumer: String?
  let after: DeadLetterCursor
  let size: Int

  init(from fields: inout Fields) {
    consumer = fields.optionalText("consumer", 1...40, .code)
    let cursor = fields.optionalText("after", 1...60, .code)
    size = fields.optionalCount("size", 1...200) ?? 20
    after = cursor.map { DeadLetterCursor($0) ?? .start } ?? .start
    if let cursor, DeadLetterCursor(cursor) == nil { fields.refuse("after", Self.notACursor) }
  }

  private static let notACursor = FaultReason.other(
    english: "is not the next of a page before", chinese: "不是上一页返回的 next")
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

/// `POST /ops/events/replay`
struct ReplayRequest: RequestBody {
  let eventID: Int64?
  let consumer: String?
  /// Of what sweepers put aside.
  let kind: String?
  let key: String?

  init(from fields: inout Fields) {
    eventID = fields.optionalID("event_id")
    consumer = fields.optionalText("consumer", 1...40, .code)
    kind = fields.optionalText("kind", 1...40, .code)
    key = fields.optionalText("key", 1...128)
    if eventID == nil && consumer == nil && kind == nil { fields.refuse("event_id", .required) }
  }
}

/// How many failed events will be tried again.
struct Replayed: ObjectAnswer {
  let count: Int64

  static let shape: [AnswerField<Replayed>] = [.integer("replayed") { $0.count }]
}

/// The calls about events.
enum EventCalls {
  static func dead(_ call: Call, _ filter: DeadLetterFilter) throws -> DeadLetterPage {
    let letters = try EventAdmin.dead(
      consumer: filter.consumer, after: (filter.after.eventID, filter.after.consumer),
      limit: filter.size + 1, on: call.database)
    let isFirst = filter.after == .start && filter.consumer == nil
    let things = isFirst ? try EventAdmin.putAside(on: call.database) : []
    return DeadLetterPage(things, letters, size: filter.size)
  }

  static func replay(_ call: Call, _ request: ReplayRequest) throws -> Replayed {
    let count: Int
    if let kind = request.kind, kind != "event" {
      count = try EventAdmin.replayPutAside(kind: kind, key: request.key, on: call.database)
    } else if let eventID = request.eventID {
      count = try EventAdmin.replay(
        eventID: eventID, consumer: request.consumer, on: call.database)
    } else {
      count = try EventAdmin.replay(consumer: request.consumer ?? "", on: call.database)
    }
    return Replayed(count: Int64(count))
  }
}
