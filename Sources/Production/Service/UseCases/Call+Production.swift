import EventModel
import EventStream
import MariaDBClient
import WebAPI

/// What the writing calls of the production centre do alike.
extension Call {
  /// The program in the events' `source`.
  static let productionSource = "erp-production"

  /// Writes the events. 1 round trip.
  func publish(_ events: [any EventPayload]) throws(DatabaseError) {
    try Outbox.append(
      events, source: Self.productionSource, requestID: requestID, on: database)
  }
}
