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

/// `POST /ops/events/replay`
struct ReplayRequest: RequestBody {
  let eventID: Int64?
  let consumer: String?
  /// Of what sweepers put aside.
  let kind: String?
  let key: String?

  /// What is replayed, for the audit log.
  var object: String? {
    if let eventID { return "event:\(eventID)" }
    return (consumer ?? kind).map { "consumer:\($0)" }
  }

  init(from fields: inout Fields) {
    eventID = fields.optionalID("event_id")
    consumer = fields.optionalText("consumer", 1...40, .code)
    kind = fields.optionalText("kind", 1...40, .code)
    key = fields.optionalText("key", 1...128)
    if eventID == nil && consumer == nil && kind == nil { fields.refuse("event_id", .required) }
  }
}
