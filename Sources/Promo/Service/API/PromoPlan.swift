package import ItemService
package import Kernel
package import PromoDomain
package import WebAPI

/// A basket with the best plan, and why the plan is as it is.
package struct PromoPlan: Sendable {
  package let original: Money
  package let discount: Money
  package let payable: Money
  /// In the order of the basket.
  package let lines: [PromoPlanLine]
  package let gifts: [PromoGift]
  /// In the order of application.
  package let applied: [AppliedPromotion]
  /// In the order of their ids.
  package let rejected: [RejectedPromotion]
  /// False when there were too many ways to weigh them all.
  package let isExhaustive: Bool
  /// The facts of the gifts' SKUs.
  package let giftFacts: [Int64: SKUInfo]
  /// Those that the plan does without, as their gifts are out of stock.
  package var dropped: [RejectedPromotion] = []
}

extension PromoPlan {
  /// Refuses goods of so little that their price rounds to nothing: 0.0004 of a thing would be
  /// free.
  ///
  /// - Parameter requested: the SKUs of the request's lines, in order
  package func requireWorth(of requested: [Int64], in language: Language) throws(Problem) {
    let worthless = Set(
      lines.filter { $0.price.isPositive && $0.original.isZero }.map(\.skuID))
    if worthless.isEmpty { return }
    var problem = Problem(.requestInvalid)
    let reason = FaultReason.other(
      english: "is so little that it costs 0.00", chinese: "数量过小，金额为 0.00")
    for (index, skuID) in requested.enumerated() where worthless.contains(skuID) {
      problem.add("lines[\(index)].qty", reason, in: language)
    }
    throw problem
  }
}

/// A line with its share of all discounts.
package struct PromoPlanLine: Sendable {
  package let skuID: Int64
  package let quantity: Quantity
  /// What is charged for one base unit.
  package let price: UnitPrice
  /// Anyone's price.
  package let retailPrice: UnitPrice
  /// The list that `price` is of.
  package let priceList: String
  package let original: Money
  package let discount: Money
  package let payable: Money
}

/// Goods that come along for nothing.
package struct PromoGift: Sendable {
  package let skuID: Int64
  package let quantity: Quantity
  package let promotionID: Int64
  /// At the retail price.
  package let value: Money
  /// What it is given for: of these goods, for each so much, or once, so much of the gift.
  package let boughtSKUID: Int64
  package let buyQuantity: Quantity
  package let giftQuantity: Quantity
  package let repeats: Bool
}

/// A promotion of the plan.
package struct AppliedPromotion: Sendable {
  package let promotionID: Int64
  package let name: String
  package let discount: Money
  package let giftValue: Money
  let usageLimit: Int64?
  let perMemberLimit: Int64?

  /// Whether its uses are counted.
  package var isLimited: Bool { usageLimit != nil || perMemberLimit != nil }
}

/// An enabled promotion that is not part of the plan.
package struct RejectedPromotion: Sendable {
  package let promotionID: Int64
  package let reason: RejectionReason
}
