import EventCatalog
import EventStream
import ItemService
import Kernel
import ProductionDomain
import StockDomain
import StockService
import WebAPI

/// Ends a production order in the transaction of the job report that ends it.
enum CompleteProduction {
  static func run(
    _ started: ProductionOrder, _ totals: ProductionTotals, at date: Instant?, _ call: Call
  ) throws -> CompletedProduction {
    var order = started
    guard order.status == .started else {
      throw ProductionRefusal.wrongStatus(order.status, order.materialStatus)
    }
    let needed = try order.needed(for: totals.worked)
    let postings = try moveGoods(of: &order, needed, good: totals.good, at: date, call)
    order.status = .completed
    order.completedAt = order.readAt
    order.good = totals.good
    order.version.advance()
    try ProductionStore.update(order, on: call.database)
    for posting in postings { call.showLevels(posting.balances) }
    let receipt = postings.first { $0.document.origin != nil }
    return CompletedProduction(
      order: order, moves: postings.flatMap(\.moves), leftover: order.leftover(needed),
      events: postings.flatMap(\.events)
        + [completion(of: order, totals, documentID: receipt?.documentID, at: date)])
  }

  /// Brings in what was made, and takes out the material first if it is still to be issued: what
  /// the work that was done asked for, not what the plan would have.
  private static func moveGoods(
    of order: inout ProductionOrder, _ needed: [Int64: Quantity], good: Quantity, at date: Instant?,
    _ call: Call
  ) throws -> [StockPosting] {
    let isAwaited = order.materialStatus.isAwaited
    let material = isAwaited ? IssueMaterial.lines(needed) : []
    let made = good.isPositive ? [StockLine(skuID: order.skuID, quantity: good)] : []
    let facts = try ItemAPI.skus(
      Set((material + made).map(\.skuID)).sorted(), on: call.database)
    do {
      let postings = try StockAPI.backflush(
        material,
        for: call.stockDocument(
          .production, order.productionNumber, organisationID: order.organisation,
          occurredAt: date),
        making: made,
        for: call.stockDocument(
          .production, order.productionNumber, organisationID: order.organisation,
          origin: StockOrigin(.production, order.productionNumber), occurredAt: date),
        warehouse: order.warehouseID, facts: facts, on: call.database)
      if isAwaited { try IssueMaterial.noteIssued(&order, needed, on: call.database) }
      return postings
    } catch StockRefusal.insufficient(let shortages) {
      throw ProductionRefusal.materialShort(
        shortages.map {
          MaterialShortage(skuID: $0.skuID, required: $0.requested, available: $0.available)
        })
    }
  }

  private static func completion(
    of order: ProductionOrder, _ totals: ProductionTotals, documentID: Int64?, at date: Instant?
  ) -> MoCompleted {
    var standard: [Int64: Quantity] = [:]
    for material in order.materials {
      // What was made beyond the plan may ask for more than a quantity can say.
      standard[material.skuID] =
        (try? material.component.required(for: totals.good, base: order.baseQuantity)) ?? .maximum
    }
    return MoCompleted(
      order.facts, good: totals.good, defect: totals.defect, scrap: totals.scrap,
      materials: order.consumedMaterials(standard: standard), operations: totals.operations,
      completedAt: order.completedAt ?? order.readAt, documentID: documentID, occurredAt: date)
  }
}

extension ProductionOrder {
  /// The order as its events tell it.
  var facts: ProductionSnapshot {
    ProductionSnapshot(
      productionID: productionID, number: productionNumber, skuID: skuID, quantity: quantity,
      warehouseID: warehouseID, organisationID: organisation)
  }

  /// What of each material `worked` of the product takes.
  func needed(for worked: Quantity) throws(ProductionRefusal) -> [Int64: Quantity] {
    var needed: [Int64: Quantity] = [:]
    for material in materials {
      needed[material.skuID] = try material.worked.needed(
        for: worked, of: quantity, base: baseQuantity)
    }
    return needed
  }

  /// What of its materials lies in the workshop beyond what was needed.
  func leftover(_ needed: [Int64: Quantity]) -> [MaterialLeftover] {
    materials.compactMap { material in
      let left = material.worked.leftover(needed: needed[material.skuID] ?? .zero)
      return left.isPositive ? MaterialLeftover(skuID: material.skuID, quantity: left) : nil
    }
  }
}

extension ProductionMaterial {
  var worked: WorkedMaterial {
    WorkedMaterial(
      component: component, required: required, issued: issued, returned: returned)
  }
}
