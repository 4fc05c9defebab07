/// `POST /item/price/set`
enum SetPrice {
  static func run(_ call: Call, _ request: PriceRequest) throws -> PriceAnswer {
    // The item's row before the SKU's, as whoever changes the item does.
    guard try PriceStore.touchItem(of: request.skuID, on: call.database),
      let now = try PriceStore.forUpdate(request.skuID, on: call.database)
    else { throw ItemRefusal.skuNotFound }
    let price = PriceSnapshot(
      skuID: request.skuID, list: request.list.rawValue, price: request.price,
      validFrom: request.validFrom ?? now, validTo: request.validTo)
    do throws(DatabaseError) {
      try PriceStore.set(price, by: call.caller.userID, on: call.database)
    } catch {
      guard error.kind == .checkViolated else { throw error }
      throw Problem.field("valid_to", PriceRequest.notLater, in: call.language)
    }
    if request.list == .retail {
      let plan = try PriceStore.retailPlan(request.skuID, at: now, on: call.database)
      if plan.periods.count > ItemLimits.scheduledPrices { throw ItemRefusal.priceLimit }
      try PriceStore.save(plan, of: request.skuID, on: call.database)
    } else {
      try PriceStore.list(request.skuID, on: call.database)
    }
    guard let item = try ItemQueries.item(ofSKU: request.skuID, on: call.database),
      let prices = try PriceQueries.read(request.skuID, on: call.database)
    else { throw ItemRefusal.skuNotFound }
    try call.publish([ItemUpdated(item.snapshot, priceSet: price)])
    return prices
  }
}
