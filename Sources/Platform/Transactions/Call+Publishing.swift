package import EventModel
import EventStream
package import MariaDBClient
package import WebAPI

extension Call {
  /// Writes what this call brought about into the outbox; it is published after the commit. Call it
  /// last in the transaction, after the rows that the events speak of are locked. 1 round trip for
  /// 20 events.
  ///
  /// - Parameter source: the program that says so; nil: that of each event's own centre
  package func publish(
    _ events: [any EventPayload], from source: String? = nil
  ) throws(DatabaseError) {
    try Outbox.append(
      events.map { event in
        OutboxEvent(
          event, source: source ?? "erp-\(type(of: event).centre)", requestID: requestID)
      }, on: database)
  }
}
