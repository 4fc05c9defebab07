import EventStream

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
    call.object = request.object
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
