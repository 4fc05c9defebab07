package import EventModel
package import MariaDBClient
package import RedisClient

/// A consuming centre and what it does with which events.
package struct ConsumerGroup: Sendable {
  /// The consuming centre in lower case, which is also the group's name in Redis.
  package let name: String
  /// By type of event.
  let handlers: [String: [EventHandler]]

  /// - Parameters:
  ///   - name: the consuming centre; its inbox goes by this name, so it never changes
  ///   - handlers: several of one type run one after the other, in one transaction
  package init(name: String, handlers: [EventHandler]) {
    self.name = name
    self.handlers = Dictionary(grouping: handlers, by: \.type)
  }

  /// The types it subscribes to, sorted.
  package var types: [String] { handlers.keys.sorted() }

  /// The centres whose streams it reads, sorted.
  package var centres: [String] {
    Set(handlers.values.joined().map(\.centre)).sorted()
  }
}

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

/// What a handler works with: the open transaction, and what is to happen once it is committed.
///
/// Used on the consumer's thread, during one call of a handler.
package final class DeliveryContext {
  /// The connection, inside the transaction that also records the event as done. The handler
  /// neither begins nor ends a transaction on it.
  package let connection: DatabaseConnection
  /// The consuming centre.
  package let consumer: String
  private(set) var hooks: [(RedisConnection) -> Void] = []

  init(connection: DatabaseConnection, consumer: String) {
    self.connection = connection
    self.consumer = consumer
  }

  /// Remembers something to do after the commit, such as refreshing a counter in Redis.
  ///
  /// It runs at most once, and not at all when the process dies: use it only for what may be lost.
  package func afterCommit(_ body: @escaping (RedisConnection) -> Void) {
    hooks.append(body)
  }
}
