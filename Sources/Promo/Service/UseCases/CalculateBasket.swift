import ItemService
import Kernel
import MemberService
import PromoDomain
import WebAPI

/// `POST /promo/calc`: what a basket would cost. Changes nothing.
enum CalculateBasket {
  static func run(_ call: Call, _ body: BasketBody) throws -> PromoPlan {
    guard call.caller.scope.contains(body.storeID) else {
      throw PromotionRefusal.storeNotFound
    }
    let lines = try summed(body.lines)
    let facts = try ItemAPI.skus(lines.map(\.skuID), on: call.database)
    let unknown = body.lines.indices.filter { facts[body.lines[$0].skuID] == nil }
    if !unknown.isEmpty {
      throw PromotionRefusal.skuNotFound(fields: unknown.map { "lines[\($0)].sku_id" })
    }
    let inactive = lines.map(\.skuID).filter { facts[$0]?.isActive == false }
    if !inactive.isEmpty { throw PromotionRefusal.skuInactive(skuIDs: inactive) }
    try facts.requirePlaces(
      of: body.lines.map { ($0.skuID, $0.quantity) }, in: call.language)
    let member = try member(body.memberID, call)
    let basket = PromoBasket(
      channel: body.channel, storeID: body.storeID, memberID: body.memberID,
      memberLevel: member?.level, priceList: member?.priceList ?? PromoBasket.retail,
      lines: lines)
    let plan = try PromoAPI.bestPlan(basket, at: body.at, facts: facts, on: call.database)
    try plan.requireWorth(of: body.lines.map(\.skuID), in: call.language)
    return plan
  }

  /// What the member is now; nil for nobody, and for a member who is no longer active.
  private static func member(_ memberID: Int64?, _ call: Call) throws -> MemberFacts? {
    guard let memberID else { return nil }
    guard let member = try MemberAPI.facts(memberID, on: call.database) else {
      throw PromotionRefusal.memberNotFound
    }
    return member.isActive ? member : nil
  }

  /// Lines that name the same SKU are summed into the first of them.
  private static func summed(
    _ lines: [BasketBody.Line]
  ) throws(PromotionRefusal) -> [PromoBasketLine] {
    let lines = lines.map { PromoBasketLine(skuID: $0.skuID, quantity: $0.quantity) }
    do throws(DecimalFault) { return try lines.merged() } catch { throw .amountOutOfRange }
  }
}
