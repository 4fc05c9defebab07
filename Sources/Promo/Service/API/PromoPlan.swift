package import ItemService
import StockDomain
import StockService

/// What is to be priced, and for whom.
package struct PromoBasket: Sendable {
  package let channel: String
  package let storeID: Int64
  package let memberID: Int64?
  /// The member's level now; nil for a customer who is no member.
  package let memberLevel: Int?
  /// The price list that the customer pays by.
  package let priceList: String
  /// Each SKU once.
  package let lines: [SKUQuantity]

  package init(
    channel: String, storeID: Int64, memberID: Int64?, memberLevel: Int?, priceList: String,
    lines: [SKUQuantity]
  ) {
    self.channel = channel
    self.storeID = storeID
    self.memberID = memberID
    self.memberLevel = memberLevel
    self.priceList = priceList
    self.lines = lines
  }

  /// What anyone pays by.
  package static let retail = "retail"
}

/// A basket with the best plan, and why the plan is as it is.
package struct PromoPlan: Sendable {
  package let original: Money
  package let discount: Money
  package let payable: Money
  /// In the order of the basket.
  package let lines: [PromoPlanLine]
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

  package var gifts: [PromoGift] {
    applied.compactMap { applied in
      applied.gift.map { PromoGift(promotionID: applied.promotion.id, goods: $0) }
    }
  }

  /// Refuses goods of so little that their price rounds to nothing: 0.0004 of a thing would be
  /// free.
  ///
  /// - Parameter requested: the SKUs of the request's lines, in order
  package func requireWorth(of requested: [Int64], in language: Language) throws(Problem) {
    let worthless = Set(
      lines.filter { $0.price.isPositive && $0.original.isZero }.map(\.skuID))
    if worthless.isEmpty { return }
    let reason = FaultReason.other(
      english: "is so little that it costs 0.00", chinese: "数量过小，金额为 0.00")
    let places = requested.indices.filter { worthless.contains(requested[$0]) }
    throw .invalid(places.map { ("lines[\($0)].qty", reason) }, in: language)
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
  package let promotionID: Int64
  package let goods: PlannedGift
}

extension [StockShortage] {
  /// The promotions whose gifts alone are short: all that was asked for is there. Empty when goods
  /// are short too.
  ///
  /// - Parameters:
  ///   - gifts: what the promotions give
  ///   - wanted: the goods that were asked for, by SKU
  package func promotions(
    giving gifts: [(skuID: Int64, promotionID: Int64)], besides wanted: [Int64: Quantity]
  ) -> Set<Int64> {
    var promotions: Set<Int64> = []
    for shortage in self {
      if let goods = wanted[shortage.skuID], goods > shortage.available { return [] }
      promotions.formUnion(gifts.filter { $0.skuID == shortage.skuID }.map(\.promotionID))
    }
    return promotions
  }
}
