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
    let postings = try moveGoods(of: &order, good: totals.good, call)
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

  /// Brings in what was made, and takes out the material first if it is still to be issued.
  private static func moveGoods(
    of order: inout ProductionOrder, good: Quantity, _ call: Call
  ) throws -> [StockPosting] {
    let isAwaited = order.materialStatus.isAwaited
    let material = isAwaited ? IssueMaterial.lines(of: order) : []
    let made = good.isPositive ? [StockLine(skuID: order.skuID, quantity: good)] : []
    let facts = try ItemAPI.skus(
      Set((material + made).map(\.skuID)).sorted(), on: call.database)
    do {
      let postings = try StockAPI.backflush(
        material,
        for: call.stockDocument(.production, order.moNo, organisation: order.organisation),
        making: made,
        for: call.stockDocument(
          .production, order.moNo, organisation: order.organisation,
          origin: StockOrigin(.production, order.moNo)),
        warehouse: order.warehouseID, facts: facts, on: call.database)
      if isAwaited { try IssueMaterial.noteIssued(&order, on: call.database) }
      return postings
    } catch StockRefusal.insufficient(let shortages) {
      IssueMaterial.noteShort(&order, shortages)
      throw ProductionRefusal.materialShort(order.shortages)
    }
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
      warehouseID: warehouseID, organisationID: organisation)
  }
}
