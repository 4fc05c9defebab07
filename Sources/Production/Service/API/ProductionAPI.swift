package import EventModel
package import StockService

/// The production centre's door for other centres, called in process and inside their transaction.
///
/// Throws `ProductionRefusal` when a rule says no, `DatabaseError` when the database does. An
/// order's row comes before stock rows in the house's order of locks.
package enum ProductionAPI {
  /// The order, its row locked until the transaction ends; `notFound` also outside of the caller's
  /// organisations. 3 round trips.
  package static func forUpdate(_ productionID: Int64, for call: Call) throws -> ProductionOrder {
    try ProductionQueries.forUpdate(productionID, for: call)
  }

  /// The order as it is now, without a lock. 3 round trips.
  package static func read(_ productionID: Int64, for call: Call) throws -> ProductionOrder {
    try ProductionQueries.order(productionID, for: call)
  }

  /// Refuses an order that is not there, or outside of the caller's organisations, as `notFound`.
  /// Call it before a document's number is claimed: also a first answer is for the order's
  /// organisation alone, within which the numbers of reports and losses are unique. 1 round trip.
  package static func documentScope(of productionID: Int64, for call: Call) throws -> DocumentScope
  {
    .organisation(try ProductionQueries.place(of: productionID, for: call).organisationID)
  }

  /// Counts a job report of the order, and what it said: an order of which something good was
  /// reported is not cancelled. The caller holds the order's row. 2 round trips.
  package static func noteReport(
    _ work: ReportedWork, of productionID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try ProductionStore.noteReport(productionID, by: 1, on: database)
    try WorkStore.add(work, to: productionID, on: database)
  }

  /// Takes a report out of the count again, by what it said. The caller holds the order's row.
  /// 2 round trips.
  package static func noteReversal(
    of work: ReportedWork, of productionID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try ProductionStore.noteReport(productionID, by: -1, on: database)
    try WorkStore.takeBack(work, from: productionID, on: database)
  }

  /// Counts material of the order that was lost, which the caller takes from stock: the order's
  /// completion names it. The caller holds the order's row. 1 round trip. Throws
  /// `quantityOutOfRange` when all that was lost of it would be more than a quantity can say.
  package static func noteLoss(
    _ quantity: Quantity, of skuID: Int64, for order: ProductionOrder,
    on database: DatabaseConnection
  ) throws {
    let lost = order.materials.first { $0.skuID == skuID }?.lost ?? .zero
    guard (try? lost + quantity) != nil else { throw ProductionRefusal.quantityOutOfRange }
    try ProductionStore.addLost(quantity, of: skuID, for: order.id, on: database)
  }

  /// Ends a started order that the caller has locked: material that is still to be issued is
  /// issued for what was worked on, or `materialShort` is thrown; the good quantity, unless it is
  /// zero, comes into stock; the order is completed. The new levels are shown at the stock gate
  /// after the commit.
  ///
  /// The caller publishes the events that are returned.
  /// - Parameter occurredAt: see `Call.documentDate`
  package static func complete(
    _ order: ProductionOrder, totals: ProductionTotals, occurredAt: Instant?, on call: Call
  ) throws -> CompletedProduction {
    try CompleteProduction.run(order, totals, at: occurredAt, call)
  }
}

/// What was reported of an order in the end.
package struct ProductionTotals: Sendable {
  /// Of the last operation.
  package let good: Quantity
  package let defect: Quantity
  package let scrap: ScrapSnapshot
  /// The largest good + defect + scrap of an operation: what material was needed for.
  package let worked: Quantity
  /// In ascending order of number.
  package let operations: [PerformedOperation]

  package init(
    good: Quantity, defect: Quantity, scrap: ScrapSnapshot, worked: Quantity,
    operations: [PerformedOperation]
  ) {
    self.worked = worked
    self.good = good
    self.defect = defect
    self.scrap = scrap
    self.operations = operations
  }
}

/// What was reported of one operation of an order; none of it negative.
package struct ReportedWork: Sendable, Equatable {
  /// 0 for the one operation of an order without a routing.
  package let opNo: Int
  package let good: Quantity
  package let defect: Quantity
  package let scrap: ScrapSnapshot

  package init(opNo: Int, good: Quantity, defect: Quantity, scrap: ScrapSnapshot) {
    self.opNo = opNo
    self.good = good
    self.defect = defect
    self.scrap = scrap
  }
}

/// What of one material is left over when an order ends.
package struct MaterialLeftover: Sendable, Equatable {
  package let skuID: Int64
  package let quantity: Quantity
}

/// An order that is done, and what that moved.
package struct CompletedProduction: Sendable {
  package let order: ProductionOrder
  package let moves: [StockMove]
  /// Material that lies in the workshop and was not needed: it may come back.
  package let leftover: [MaterialLeftover]
  /// To be appended to the outbox in the same transaction.
  package let events: [any EventPayload]
}
