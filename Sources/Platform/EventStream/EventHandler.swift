package import EventModel

/// What a consumer does with one type of event.
package struct EventHandler: Sendable {
  let type: String
  let centre: String
  /// How many events it takes at once.
  let together: Int
  let apply: @Sendable (ArraySlice<EventEnvelope>, DeliveryContext) throws -> Void

  /// A handler for one payload type.
  ///
  /// `apply` runs inside the transaction that records the event as done; what it throws undoes
  /// both, and the event is tried again later, on its own. Several events may share a
  /// transaction. Events of one key come in order unless one of them failed; handlers that care
  /// compare a version or a sequence number.
  package init<Payload: EventPayload>(
    _ payload: Payload.Type,
    _ apply: @escaping @Sendable (Event<Payload>, DeliveryContext) throws -> Void
  ) {
    self.type = Payload.type
    self.centre = Payload.centre
    self.together = 1
    self.apply = { envelopes, context in
      for envelope in envelopes { try apply(try envelope.event(), context) }
    }
  }

  /// A handler that does several events of one payload type in fewer statements than one by one,
  /// or that must lock what all of them change in one order.
  ///
  /// As above, and what it throws undoes the effects of all the events it was given; they are then
  /// given to it one by one.
  package init<Payload: EventPayload>(
    upTo together: Int, _ payload: Payload.Type,
    _ apply: @escaping @Sendable ([Event<Payload>], DeliveryContext) throws -> Void
  ) {
    self.type = Payload.type
    self.centre = Payload.centre
    self.together = together
    self.apply = { envelopes, context in
      try apply(try envelopes.map { try $0.event() }, context)
    }
  }
}

extension EventEnvelope {
  fileprivate func event<Payload: EventPayload>() throws(PayloadFault) -> Event<Payload> {
    Event(envelope: self, payload: try decode())
  }
}
