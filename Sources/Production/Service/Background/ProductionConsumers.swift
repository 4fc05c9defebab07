package import EventStream
import StockService

/// What becomes of the production centre's own events. The material of a started order leaves the
/// warehouse in the name of the stock centre's consumer group, but the code is here: stock rows,
/// the order and its materials change in one transaction.
package enum ProductionConsumers {
  /// For the group "stock".
  package static let stockHandlers = [EventHandler(MoStarted.self) { try issue($0, $1) }]

  /// Issues what the order requires, or notes what is missing. An order that is not waiting for
  /// its material any more, cancelled or served by a call meanwhile, is left as it is.
  private static func issue(_ event: Event<MoStarted>, _ context: DeliveryContext) throws {
    let database = context.connection
    guard
      var order = try ProductionQueries.forUpdate(event.payload.order.productionID, on: database),
      order.status == .started, order.materialStatus == .pending
    else { return }
    let document = StockReference(
      .production, order.number, userID: 0, requestID: event.requestID,
      organisationID: order.organisationID, occurredAt: event.payload.occurredAt)
    switch try IssueMaterial.run(&order, for: document, on: database) {
    case .short:
      try ProductionStore.noteShortages(order, on: database)
      try ProductionStore.update(order, on: database)
    case .issued(let posting):
      try ProductionStore.update(order, on: database)
      try Outbox.append(
        posting.events, source: "erp-worker", requestID: event.requestID, on: database)
      context.afterCommit { StockAPI.publishCounters(posting.balances, to: $0) }
    }
  }
}
