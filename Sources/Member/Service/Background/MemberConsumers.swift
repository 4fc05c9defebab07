package import EventStream

/// What the member centre does about orders.
package enum MemberConsumers {
  package static let group = ConsumerGroup(
    name: "member",
    handlers: [
      EventHandler(upTo: 20, OrderPaid.self) { events, context in
        try inOrderOfMembers(events, \.order) { event in
          try OrderPoints.earn(event.order, event.requestID, on: context.connection)
        }
      },
      EventHandler(upTo: 20, OrderRefunded.self) { events, context in
        try inOrderOfMembers(events, \.order) { event in
          try OrderPoints.takeBack(event.payload, event.requestID, on: context.connection)
        }
      },
    ])

  /// Members' rows are locked in ascending order; the events of one member keep theirs.
  private static func inOrderOfMembers<Payload>(
    _ events: [Event<Payload>], _ order: KeyPath<Payload, OrderSnapshot>,
    _ apply: (Event<Payload>) throws -> Void
  ) throws {
    let sorted = events.enumerated().sorted { left, right in
      let members = (
        left.element.payload[keyPath: order].memberID ?? 0,
        right.element.payload[keyPath: order].memberID ?? 0
      )
      return members.0 == members.1 ? left.offset < right.offset : members.0 < members.1
    }
    for (_, event) in sorted { try apply(event) }
  }
}
