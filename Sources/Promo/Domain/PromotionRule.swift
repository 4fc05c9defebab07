/// What a promotion does to the lines in its scope.
package enum PromotionRule: Equatable, Sendable {
  /// Above this sum, that much less.
  package struct Tier: Equatable, Sendable {
    package let threshold: Money
    package let reduce: Money

    package init(threshold: Money, reduce: Money) {
      self.threshold = threshold
      self.reduce = reduce
    }
  }

  /// The price of one SKU while the promotion runs.
  package struct Price: Equatable, Sendable {
    package let skuID: Int64
    package let price: UnitPrice

    package init(skuID: Int64, price: UnitPrice) {
      self.skuID = skuID
      self.price = price
    }
  }

  /// Who buys so much of this gets so much of that.
  package struct Gift: Equatable, Sendable {
    package let skuID: Int64
    package let buyQuantity: Quantity
    package let giftSKUID: Int64
    package let giftQuantity: Quantity
    package let repeats: Bool

    package init(
      skuID: Int64, buyQuantity: Quantity, giftSKUID: Int64, giftQuantity: Quantity, repeats: Bool
    ) {
      self.skuID = skuID
      self.buyQuantity = buyQuantity
      self.giftSKUID = giftSKUID
      self.giftQuantity = giftQuantity
      self.repeats = repeats
    }
  }

  case specialPrice([Price])
  /// So much of each SKU in one set.
  case bundle([SKUQuantity], price: Money)
  /// The part of the amount that the customer pays.
  case discount(rate: Rate)
  /// Tiers by ascending threshold; with `every` there is one.
  case fullReduction([Tier], every: Bool)
  case buyGift(Gift)

  package var type: PromotionType {
    switch self {
    case .specialPrice: .specialPrice
    case .bundle: .bundle
    case .discount: .discount
    case .fullReduction: .fullReduction
    case .buyGift: .buyGift
    }
  }

  /// Every SKU that the rule names, each once, in ascending order.
  package var skuIDs: [Int64] {
    switch self {
    case .specialPrice(let prices): Set(prices.map(\.skuID)).sorted()
    case .bundle(let components, _): Set(components.map(\.skuID)).sorted()
    case .discount, .fullReduction: []
    case .buyGift(let gift): Set([gift.skuID, gift.giftSKUID]).sorted()
    }
  }
}

/// The five kinds of promotion, in the order in which a plan applies them.
package enum PromotionType: String, CaseIterable, Sendable {
  case specialPrice = "special_price"
  case bundle
  case discount
  case fullReduction = "full_reduction"
  case buyGift = "buy_gift"

  /// Its place in the order of application.
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
