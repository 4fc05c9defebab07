import ItemService
import StockDomain
import StockService

/// `POST /mo/return-material`: what the workshop did not use comes back into stock, also after the
/// order was completed.
enum ReturnMaterial {
  static func run(
    _ call: Call, _ request: ReturnMaterialRequest
  ) throws -> Recorded<ProductionOrder> {
    try ReservedNumbers.refuse(request.number)
    let contents = try request.contents
    let place = try ProductionQueries.place(of: request.productionID, for: call)
    let scope = try call.documentScope(in: place.warehouseID, organisationID: place.organisationID)
    return try call.once("stock.in.return", request.number, scope: scope, contents: contents) {
      let date = try call.documentDate(request.occurredAt)
      var order = try ProductionQueries.forUpdate(request.productionID, for: call)
      let parts = try order.takeBack(request.parts)
      try receive(parts, of: order, as: request.number, at: date, call)
      try ProductionStore.update(order, on: call.database)
      return order
    }
  }

  /// Puts material that an order gave back into its warehouse, and changes its materials' rows. The
  /// caller holds the order's row, and writes it.
  static func receive(
    _ parts: [SKUQuantity], of order: ProductionOrder, as number: String, at date: Instant?,
    _ call: Call
  ) throws {
    let facts = try ItemAPI.skus(parts.map(\.skuID), on: call.database)
    try ProductionStore.addReturned(parts, of: order.id, on: call.database)
    let posting = try StockAPI.receive(
      parts.map { StockLine(skuID: $0.skuID, quantity: $0.quantity) },
      warehouse: order.warehouseID, facts: facts,
      for: call.stockDocument(
        .return, number, organisationID: order.organisationID,
        origin: StockOrigin(.production, order.number), occurredAt: date),
      on: call.database)
    try ProductionStore.insertReturn(
      number, parts, of: order, documentID: posting.documentID, occurredAt: date,
      by: call.caller.userID, on: call.database)
    call.showLevels(posting.balances)
    let event = order.returned(parts, as: number, documentID: posting.documentID, at: date)
    try call.publish(posting.events + [event], from: "erp-production")
  }
}
