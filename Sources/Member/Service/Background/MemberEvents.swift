import EventCatalog
import EventStream
import MariaDBClient

/// What the member centre publishes.
enum MemberEvents {
  /// Writes the events of one transaction, in one round trip.
  static func publish(
    _ events: [MemberPointChanged], from source: String = "erp-member", requestID: String,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    try Outbox.append(events, source: source, requestID: requestID, on: database)
  }
}
