import EventCatalog
import ItemService
import Kernel
import MariaDBClient
import ProductionDomain
import StockDomain
import StockService
import Transactions
import WebAPI

/// `POST /mo/return-material`: what the workshop did not use comes back into stock, also after the
/// order was completed.
enum ReturnMaterial {
  static func run(
    _ call: Call, _ request: ReturnMaterialRequest
  ) throws -> Recorded<ProductionOrder> {
    try ReservedNumbers.refuse(request.number)
    let parts = try ReturnedMaterials.summed(request.parts)
    let goods = parts.map { "\($0.skuID)\u{1F}\($0.quantity)" }
    let date = request.occurredAt.map { ["at\u{1F}\($0.microseconds)"] } ?? []
    let contents = (["mo.return", "\(request.productionID)"] + goods + date)
      .joined(separator: "\u{1E}")
    let place = try ProductionQueries.place(of: request.productionID, for: call)
    let scope = try call.documentScope(in: place.warehouse, organisationID: place.organisation)
    return try call.once("stock.in.return", request.number, scope: scope, contents: contents) {
      let date = try call.documentDate(request.occurredAt)
      var order = try ProductionQueries.lock(request.productionID, for: call)
      guard order.status.givesMaterialBack else { throw order.refusal }
      let returned = try ReturnedMaterials(parts, of: order.issuedMaterials)
      try takeBack(returned, of: &order, as: request.number, at: date, call)
      order.version.advance()
      try ProductionStore.update(order, on: call.database)
      return order
    }
  }

  /// Puts material back into the order's warehouse, and changes its materials' rows. The caller
  /// holds the order's row, and writes it.
  static func takeBack(
    _ returned: ReturnedMaterials, of order: inout ProductionOrder, as number: String,
    at date: Instant?,
    _ call: Call
  ) throws {
    let parts = returned.parts
    let facts = try ItemAPI.skus(parts.map(\.skuID), on: call.database)
    try ProductionStore.addReturned(parts, of: order.productionID, on: call.database)
    let posting = try StockAPI.receive(
      parts.map { StockLine(skuID: $0.skuID, quantity: $0.quantity) },
      warehouse: order.warehouseID, facts: facts,
      for: call.stockDocument(
        .return, number, organisationID: order.organisation,
        origin: StockOrigin(.production, order.productionNumber), occurredAt: date),
      on: call.database)
    try ReturnStore.insert(
      number, parts, of: order, documentID: posting.documentID, occurredAt: date,
      by: call.caller.userID, on: call.database)
    for part in parts {
      for index in order.materials.indices where order.materials[index].skuID == part.skuID {
        order.materials[index].returned = try order.materials[index].returned + part.quantity
      }
    }
    call.showLevels(posting.balances)
    let materials = parts.map {
      MaterialReturned.Material(skuID: $0.skuID, quantity: $0.quantity)
    }
    let event = MaterialReturned(
      order.facts, returnNumber: number, materials: materials,
      documentID: posting.documentID, occurredAt: date)
    try call.publish(posting.events + [event])
  }
}

extension ProductionOrder {
  /// Its materials as far as they can come back.
  var issuedMaterials: [IssuedMaterial] {
    materials.map {
      IssuedMaterial(skuID: $0.skuID, issued: $0.issued, returned: $0.returned)
    }
  }
}
