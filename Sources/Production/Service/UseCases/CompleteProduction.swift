import EventCatalog
import EventStream
import ItemService
import Kernel
import ProductionDomain
import StockService
import WebAPI

/// Ends a production order in the transaction of the job report that ends it.
enum CompleteProduction {
  static func run(
    _ started: ProductionOrder, _ totals: ProductionTotals, _ call: Call
  ) throws -> CompletedProduction {
    var order = started
    guard order.status == .started else {
      throw ProductionRefusal.wrongStatus(order.status, order.materialStatus)
    }
    var postings: [StockPosting] = []
    if order.materialStatus.isAwaited {
      let document = call.stockDocument(.production, order.moNo)
      switch try IssueMaterial.run(&order, for: document, on: call.database) {
      case .issued(let posting): postings.append(posting)
      case .short(let shortages): throw ProductionRefusal.materialShort(shortages)
      }
    }
    if totals.good.isPositive {
      let facts = try ItemAPI.skus([order.skuID], on: call.database)
      postings.append(
        try StockAPI.receive(
          [StockLine(skuID: order.skuID, quantity: totals.good)], warehouse: order.warehouseID,
          facts: facts,
          for: call.stockDocument(
            .production, order.moNo, origin: StockOrigin(.production, order.moNo)),
          on: call.database))
    }
    order.status = .completed
    order.completedAt = order.readAt
    order.good = totals.good
    order.version += 1
    try ProductionStore.update(order, on: call.database)
    for posting in postings { call.showLevels(posting.balances) }
    let event = try completion(of: order, totals)
    return CompletedProduction(
      order: order, moves: postings.flatMap(\.moves),
      events: postings.flatMap(\.events) + [event])
  }

  private static func completion(
    of order: ProductionOrder, _ totals: ProductionTotals
  ) throws(ProductionRefusal) -> MoCompleted {
    var materials: [ConsumedMaterial] = []
    for material in order.materials {
      materials.append(
        ConsumedMaterial(
          skuID: material.skuID, required: material.required, issued: material.issued,
          returned: material.returned, lost: material.lost,
          standard: try material.component.required(
            for: totals.good, base: order.baseQuantity)))
    }
    return MoCompleted(
      order.facts, good: totals.good, defect: totals.defect, scrap: totals.scrap,
      materials: materials, operations: totals.operations,
      completedAt: order.completedAt ?? order.readAt)
  }
}

extension ProductionOrder {
  /// The order as its events tell it.
  var facts: ProductionFacts {
    ProductionFacts(
      productionID: moID, number: moNo, skuID: skuID, quantity: quantity,
      warehouseID: warehouseID)
  }
}
