package import EventStream
import ItemService

/// What the stock centre does with other centres' events.
package enum StockConsumers {
  /// The group, with what other centres do in its name: their rows and stock rows change in one
  /// transaction.
  package static func group(with others: [EventHandler] = []) -> ConsumerGroup {
    ConsumerGroup(
      name: "stock",
      handlers: [EventHandler(upTo: 20, OrderPaid.self) { try issue($0, $1) }] + others)
  }

  /// Paid orders' goods leave the warehouse, out of the orders' locks: some dozen round trips for
  /// up to 20 orders, whose stock rows are locked in one ascending sweep.
  ///
  /// Exactly once: the inbox says whether the event was done, and a lock gives its goods once.
  /// A lock that is missing is a fault for people to see, so it throws.
  private static func issue(_ paid: [Event<OrderPaid>], _ context: DeliveryContext) throws {
    let issues = paid.map { event in
      let number = event.payload.order.orderNumber
      return LockIssue(
        lock: number,
        document: StockReference(
          .sale, number, userID: 0, requestID: event.requestID,
          organisationID: event.payload.order.storeID))
    }
    let postings = try StockAPI.issue(issues, owner: .order, on: context.connection)
    // Sales of a till that was offline took their goods themselves, and never had a lock.
    let others = paid.map(\.payload.order.orderNumber).filter { postings[$0] == nil }
    let issued = try DocumentQueries.issuedSales(among: others, on: context.connection)
    for event in paid where postings[event.payload.order.orderNumber] == nil {
      if issued.contains(event.payload.order.orderNumber) { continue }
      guard try hasNothingToIssue(event.payload, on: context.connection) else {
        throw StockRefusal.lockNotFound
      }
    }
    let events = issues.compactMap { postings[$0.lock] }.flatMap { posting in
      posting.events.map {
        OutboxEvent($0, source: "erp-worker", requestID: posting.document.requestID)
      }
    }
    try Outbox.append(events, on: context.connection)
    let balances = postings.values.flatMap(\.balances)
    context.afterCommit { StockAPI.publishCounters(balances, to: $0) }
  }

  /// True when the goods have left already, or the order is for services only.
  private static func hasNothingToIssue(
    _ event: OrderPaid, on database: DatabaseConnection
  ) throws -> Bool {
    let number = event.order.orderNumber
    let lines = try StockAPI.lockLines(of: [number], owner: .order, on: database)[number] ?? []
    if !lines.isEmpty { return lines.allSatisfy { $0.issued == $0.quantity } }
    let skuIDs = Set(event.order.lines.map(\.skuID)).sorted()
    let facts = try ItemAPI.skus(skuIDs, on: database)
    return skuIDs.allSatisfy { facts[$0]?.isService == true }
  }
}
