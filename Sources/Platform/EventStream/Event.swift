package import EventModel
package import Kernel

/// An event with its data read: `event.orderNumber` is the payload's.
@dynamicMemberLookup
package struct Event<Payload: EventPayload>: Sendable {
  package let envelope: EventEnvelope
  package let payload: Payload

  /// Unique over all events.
  package var id: Int64 { envelope.eventID }
  package var key: String { envelope.key }
  package var occurredAt: Instant { envelope.occurredAt }
  /// The request that caused the event; whatever follows from it carries it on.
  package var requestID: String { envelope.requestID }

  package subscript<Value>(dynamicMember path: KeyPath<Payload, Value>) -> Value {
    payload[keyPath: path]
  }
}
