import ItemService
import MemberService
import PromoDomain
import PromoService

/// What an order costs: the best plan of the promotions, then the coupon on what is left, then
/// points.
struct OrderBill {
  private(set) var pricing: OrderPricing
  let plan: PromoPlan
  private(set) var coupon: CouponOffer?
  private(set) var couponDiscount = Money.zero
  private(set) var pointsUsed: Int64 = 0
  private(set) var pointsDiscount = Money.zero

  var gifts: [OrderGift] {
    zip((pricing.lines.count + 1)..., plan.gifts).map { number, gift in
      let rule = gift.goods.rule
      return OrderGift(
        lineNumber: number, skuID: rule.giftSKUID, quantity: gift.goods.quantity,
        promotionID: gift.promotionID, value: gift.goods.value,
        rule: OrderGiftRule(
          skuID: rule.skuID, buyQuantity: rule.buyQuantity, giftQuantity: rule.giftQuantity,
          repeats: rule.repeats))
    }
  }

  var promotions: [OrderPromotion] {
    plan.applied.map {
      OrderPromotion(
        promotionID: $0.promotion.id, name: $0.promotion.name, discount: $0.discount)
    }
  }

  init(_ plan: PromoPlan, facts: [Int64: SKUInfo]) throws(OrderRefusal) {
    self.plan = plan
    pricing = try OrderPricing(
      zip(1..., plan.lines).map { number, line in
        OrderLine(
          lineNumber: number, skuID: line.skuID, name: facts[line.skuID]?.name ?? "",
          quantity: line.quantity, price: line.price, original: line.original,
          discount: line.discount, payable: line.payable)
      })
  }

  /// Takes the coupon off; its row stays locked until the transaction ends. 1 round trip.
  mutating func take(
    coupon couponID: Int64, of memberID: Int64, store storeID: Int64,
    on database: DatabaseConnection
  ) throws {
    let offer = try MemberAPI.coupon(
      couponID, of: memberID, store: storeID, amount: pricing.payable, on: database)
    couponDiscount = offer.reduction(of: pricing.payable)
    try pricing.take(couponDiscount, as: .coupon)
    coupon = offer
  }

  /// Takes points off: as many as were offered, and no more than are needed.
  mutating func take(points offered: Int64) throws(OrderRefusal) {
    pointsUsed = min(offered, PointValue.points(pricing.payable))
    pointsDiscount = try PointValue.money(pointsUsed)
    try pricing.take(pointsDiscount, as: .points)
  }
}
