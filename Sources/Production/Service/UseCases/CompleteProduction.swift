import ItemService
import StockDomain
import StockService

/// Ends a production order in the transaction of the job report that ends it.
enum CompleteProduction {
  static func run(
    _ started: ProductionOrder, _ totals: ProductionTotals, at date: Instant?, _ call: Call
  ) throws -> CompletedProduction {
    var order = started
    try order.requireStarted()
    let needed = try order.needed(for: totals.worked)
    let isAwaited = order.materialStatus.isAwaited
    let postings = try moveGoods(
      of: order, isAwaited ? needed : [:], good: totals.good, at: date, call)
    try order.complete(good: totals.good, issuing: isAwaited ? needed : nil)
    if isAwaited { try ProductionStore.issueInPart(order, on: call.database) }
    try ProductionStore.update(order, on: call.database)
    for posting in postings { call.showLevels(posting.balances) }
    let receipt = postings.first { $0.document.origin != nil }
    return CompletedProduction(
      order: order, moves: postings.flatMap(\.moves), leftover: leftover(of: order, needed),
      events: postings.flatMap(\.events)
        + [order.completed(totals, documentID: receipt?.documentID, at: date)])
  }

  /// Brings in what was made, and takes out the material first if it is still to be issued: what
  /// the work that was done asked for, not what the plan would have.
  private static func moveGoods(
    of order: ProductionOrder, _ issued: [Int64: Quantity], good: Quantity, at date: Instant?,
    _ call: Call
  ) throws -> [StockPosting] {
    let material = issued.filter(\.value.isPositive).sorted { $0.key < $1.key }
      .map { StockLine(skuID: $0.key, quantity: $0.value) }
    let made = good.isPositive ? [StockLine(skuID: order.skuID, quantity: good)] : []
    let facts = try ItemAPI.skus(
      Set((material + made).map(\.skuID)).sorted(), on: call.database)
    do {
      return try StockAPI.backflush(
        material,
        for: call.stockDocument(
          .production, order.number, organisationID: order.organisationID, occurredAt: date),
        making: made,
        for: call.stockDocument(
          .production, order.number, organisationID: order.organisationID,
          origin: StockOrigin(.production, order.number), occurredAt: date),
        warehouse: order.warehouseID, facts: facts, on: call.database)
    } catch StockRefusal.insufficient(let shortages) {
      throw ProductionRefusal.materialShort(
        shortages.map {
          MaterialShortage(skuID: $0.skuID, required: $0.requested, available: $0.available)
        })
    }
  }

  /// What of its materials lies in the workshop beyond what was needed.
  private static func leftover(
    of order: ProductionOrder, _ needed: [Int64: Quantity]
  ) -> [MaterialLeftover] {
    order.materials.compactMap { material in
      let left = material.leftover(needed: needed[material.skuID] ?? .zero)
      return left.isPositive ? MaterialLeftover(skuID: material.skuID, quantity: left) : nil
    }
  }
}
