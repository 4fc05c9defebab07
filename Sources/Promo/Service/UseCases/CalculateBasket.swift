import ItemService
import MemberService
import StockService

/// `POST /promo/calc`: what a basket would cost. Changes nothing.
enum CalculateBasket {
  static func run(_ call: Call, _ request: BasketRequest) throws -> PromoPlan {
    guard call.caller.scope.contains(request.storeID) else {
      throw PromoRefusal.storeNotFound
    }
    let lines = try exact(
      try request.lines.map(\.goods).merged(), orThrow: PromoRefusal.amountOutOfRange)
    let facts = try ItemAPI.skus(lines.map(\.skuID), on: call.database)
    let unknown = request.lines.indices.filter { facts[request.lines[$0].goods.skuID] == nil }
    if !unknown.isEmpty {
      throw PromoRefusal.skuNotFound(fields: unknown.map { "lines[\($0)].sku_id" })
    }
    let inactive = lines.map(\.skuID).filter { facts[$0]?.isActive == false }
    if !inactive.isEmpty { throw PromoRefusal.skuInactive(skuIDs: inactive) }
    try facts.requirePlaces(
      of: request.lines.map { ($0.goods.skuID, $0.goods.quantity) }, in: call.language)
    let member = try member(request.memberID, call)
    let basket = PromoBasket(
      channel: request.channel, storeID: request.storeID, memberID: request.memberID,
      memberLevel: member?.level, priceList: member?.priceList ?? PromoBasket.retail,
      lines: lines)
    let plan =
      if let moment = request.at {
        try PromoAPI.bestPlan(basket, at: moment, facts: facts, on: call.database)
      } else {
        try planInStock(basket, facts, call)
      }
    try plan.requireWorth(of: request.lines.map(\.goods.skuID), in: call.language)
    return plan
  }

  /// The best plan of those whose gifts lie in the warehouse that the store sells out of, as an
  /// order has it. Where goods are short too, nothing drops out: such an order would be refused.
  private static func planInStock(
    _ basket: PromoBasket, _ facts: [Int64: SKUInfo], _ call: Call
  ) throws -> PromoPlan {
    var dropped: Set<Int64> = []
    while true {
      var plan = try PromoAPI.bestPlan(
        basket, facts: facts, without: dropped, on: call.database)
      let short = try shortGifts(of: plan, facts, store: basket.storeID, call)
      if short.isEmpty {
        plan.dropped = dropped.sorted().map {
          RejectedPromotion(promotionID: $0, reason: .giftUnavailable)
        }
        return plan
      }
      dropped.formUnion(short)
    }
  }

  /// The promotions of a plan whose gifts alone are out of stock. No round trip without gifts.
  private static func shortGifts(
    of plan: PromoPlan, _ facts: [Int64: SKUInfo], store: Int64, _ call: Call
  ) throws -> Set<Int64> {
    if plan.gifts.isEmpty { return [] }
    let known = facts.merging(plan.giftFacts) { first, _ in first }
    let wanted = plan.lines.map { StockLine(skuID: $0.skuID, quantity: $0.quantity) }
    let gifts = plan.gifts.map { StockLine(skuID: $0.goods.skuID, quantity: $0.goods.quantity) }
    let shortages = try StockAPI.shortages(
      of: (wanted + gifts).filter { known[$0.skuID]?.isService == false },
      warehouse: StockAPI.warehouse(for: .sale, organisationID: store, on: call.database),
      facts: known, on: call.database)
    return shortages.promotions(
      giving: plan.gifts.map { ($0.goods.skuID, $0.promotionID) },
      besides: Dictionary(
        wanted.map { ($0.skuID, $0.quantity) }, uniquingKeysWith: { first, _ in first }))
  }

  /// What the member is now; nil for nobody, and for a member who is no longer active.
  private static func member(_ memberID: Int64?, _ call: Call) throws -> MemberInfo? {
    guard let memberID else { return nil }
    guard let member = try MemberAPI.facts(memberID, on: call.database) else {
      throw PromoRefusal.memberNotFound
    }
    return member.isActive ? member : nil
  }
}
