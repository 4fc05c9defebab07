import EventCatalog
import EventStream
import ItemDomain
import MariaDBClient
import WebAPI

/// POST /item/price/set
enum SetPrice {
  static func run(_ call: Call, _ body: PriceRequest) throws -> PriceAnswer {
    // The item's row before the SKU's, as whoever changes the item does.
    guard try PriceStore.touchItem(of: body.skuID, on: call.database),
      let now = try PriceStore.lock(body.skuID, on: call.database)
    else { throw Problem(.skuNotFound) }
    let price = PriceSnapshot(
      skuID: body.skuID, list: body.list.rawValue, price: body.price,
      validFrom: body.validFrom ?? now, validTo: body.validTo)
    do throws(DatabaseError) {
      try PriceStore.set(price, by: call.caller.userID, on: call.database)
    } catch {
      guard error.kind == .checkViolated else { throw error }
      throw Problem.field("valid_to", PriceRequest.notLater, in: call.language)
    }
    if body.list == .retail {
      let plan = try PriceStore.retailPlan(body.skuID, at: now, on: call.database)
      if plan.periods.count > ItemLimits.scheduledPrices { throw Problem(.priceLimit) }
      try PriceStore.save(plan, of: body.skuID, on: call.database)
    } else {
      try PriceStore.list(body.skuID, on: call.database)
    }
    guard let item = try ItemQueries.item(ofSKU: body.skuID, on: call.database),
      let prices = try PriceQueries.read(body.skuID, on: call.database)
    else { throw Problem(.skuNotFound) }
    try Outbox.append(
      [ItemEvents.updated(item, priceSet: price, requestID: call.requestID)], on: call.database)
    return prices
  }
}
