package import EventModel
package import ItemService

/// The promotion centre's door for other centres, called in process and inside their transaction.
///
/// Every function runs on the caller's connection. Besides what `ItemAPI` needs, with category, the
/// caller's database user needs SELECT on promotion and promotion_version, and SELECT, INSERT and
/// UPDATE on promotion_counter and promotion_usage.
package enum PromoAPI {
  /// Prices a basket with the best plan.
  ///
  /// No round trip while the promotions in memory are fresh; one for what is left of limits, one
  /// for the facts of gifts, where a promotion has such.
  /// - Parameters:
  ///   - time: of the sale; nil for now, by the database's clock as `facts` have it
  ///   - facts: of every SKU of the basket, just read
  ///   - dropped: promotions whose gifts are out of stock
  package static func bestPlan(
    _ basket: PromoBasket, at time: Instant? = nil, facts: [Int64: SKUInfo],
    without dropped: Set<Int64> = [], on database: DatabaseConnection
  ) throws -> PromoPlan {
    try BasketPricing(basket, at: time, facts: facts, without: dropped, on: database).plan()
  }

  /// Counts what an order has of promotions, writes the usage records, and returns the events to
  /// publish. Call it once the order's number is known, after the stock rows are locked. Nothing
  /// applied costs nothing; else one round trip, two with limits.
  /// - Throws: `DatabaseError.undone` when a limit was reached meanwhile: the transaction runs
  ///   again, and prices anew
  package static func use(
    _ plan: PromoPlan, order: String, memberID: Int64?, on database: DatabaseConnection
  ) throws(DatabaseError) -> [any EventPayload] {
    if plan.applied.isEmpty { return [] }
    try UsageStore.count(plan.applied, memberID: memberID, on: database)
    try UsageStore.record(plan.applied, order: order, memberID: memberID, on: database)
    return [PromoApplied(plan, order: order, memberID: memberID)]
  }

  /// Gives back what an order had of promotions, when it is cancelled or expires. The caller holds
  /// the order's row. Repeating does nothing.
  package static func giveBack(
    order: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try UsageStore.giveBack(order: order, on: database)
  }
}

extension PromoApplied {
  /// What the plan gives an order.
  init(_ plan: PromoPlan, order: String, memberID: Int64?) {
    let promotions = plan.applied.map { applied in
      Promotion(
        promotionID: applied.promotion.id, name: applied.promotion.name,
        discount: applied.discount,
        gift: applied.gift.map { Gift(skuID: $0.skuID, quantity: $0.quantity, value: $0.value) })
    }
    self.init(
      orderNumber: order, memberID: memberID, discount: plan.discount, promotions: promotions)
  }
}
