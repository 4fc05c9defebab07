import EventStream
import MariaDBClient
import StockService
import WebAPI

/// What the writing calls of the production centre do alike.
extension Call {
  /// The program in the events' `source`.
  static let productionSource = "erp-production"

  /// Writes the events. 1 round trip.
  func publish(_ events: [any EventPayload]) throws(DatabaseError) {
    try Outbox.append(
      events.map { OutboxEvent($0, source: Self.productionSource, requestID: requestID) },
      on: database)
  }

  /// Shows the new levels at the stock gate once they are committed.
  func show(_ posting: StockPosting) {
    afterCommit { StockAPI.publishCounters(posting.balances, to: $0) }
  }

  /// The document that moves goods.
  func stockDocument(
    _ type: StockReferenceType, _ number: String, origin: StockOrigin? = nil
  ) -> StockReference {
    StockReference(
      type, number, userID: caller.userID, requestID: requestID, origin: origin)
  }
}
