import Kernel

@testable import PromoDomain

/// The case as the centre takes it, and the centre's answer in plain integers.
extension OracleCase {
  private static func instant(_ moment: Moment) throws -> Instant {
    guard let instant = Instant(rfc3339: moment.text) else { throw Unreadable(text: moment.text) }
    return instant
  }

  struct Unreadable: Error { let text: String }

  var basket: [BasketLine] {
    get throws {
      try lines.map { line in
        BasketLine(
          skuID: Int64(line.sku), quantity: try Quantity(checking: Int64(line.quantity)),
          price: try UnitPrice(checking: Int64(line.price)),
          categoryIDs: line.categories.map { Int64($0) })
      }
    }
  }

  var candidates: [PromotionCandidate] {
    get throws {
      let now = try Self.instant(at)
      return try promotions.map { promotion in
        var price = UnitPrice.zero
        if case .gift(_, _, _, _, _, let own) = promotion.rule {
          price = try UnitPrice(checking: Int64(own))
        }
        return PromotionCandidate(
          Promotion(
            id: Int64(promotion.id), name: "P\(promotion.id)",
            rule: try promotion.rule.domain,
            scope: PromotionScope(
              skuIDs: Set(promotion.skus.map { Int64($0) }),
              categoryIDs: Set(promotion.categories.map { Int64($0) })),
            startsAt: try Self.instant(promotion.starts),
            endsAt: try Self.instant(promotion.ends),
            priority: Int64(promotion.priority), isStackable: promotion.isStackable,
            exclusiveGroup: promotion.group),
          giftPrice: price)
      }.filter {
        $0.promotion.obstacle(at: now, channel: "POS", memberLevel: nil) == nil
      }
    }
  }

  func priced() throws -> PricedBasket { try PricedBasket.make(try basket, try candidates) }
}

extension OracleCase.Rule {
  var domain: PromotionRule {
    get throws {
      switch self {
      case .special(let pairs):
        .specialPrice(
          try pairs.map {
            .init(skuID: Int64($0.sku), price: try UnitPrice(checking: Int64($0.value)))
          })
      case .bundle(let pairs, let price):
        .bundle(
          try pairs.map {
            .init(skuID: Int64($0.sku), quantity: try Quantity(checking: Int64($0.value)))
          }, price: try Money(checking: Int64(price)))
      case .discount(let rate): .discount(rate: try Rate(checking: Int64(rate)))
      case .reduction(let tiers, let every):
        .fullReduction(
          try tiers.map {
            .init(
              threshold: try Money(checking: Int64($0.threshold)),
              reduce: try Money(checking: Int64($0.reduce)))
          }, every: every)
      case .gift(let sku, let buy, let gift, let each, let repeats, _):
        .buyGift(
          .init(
            skuID: Int64(sku), buyQuantity: try Quantity(checking: Int64(buy)),
            giftSKUID: Int64(gift), giftQuantity: try Quantity(checking: Int64(each)),
            repeats: repeats))
      }
    }
  }
}

extension PricedBasket {
  var plain: OracleAnswer {
    let gifts = applied.compactMap { applied in
      applied.gift.map {
        OracleAnswer.Gift(
          promotion: Int(clamping: applied.promotion.id), sku: Int(clamping: $0.skuID),
          quantity: Int(clamping: $0.quantity.scaled), value: Int(clamping: $0.value.scaled))
      }
    }
    return OracleAnswer(
      discount: Int(clamping: discount.scaled),
      benefit: Int(clamping: discount.scaled) + gifts.reduce(0) { $0 + $1.value },
      ids: applied.map { Int(clamping: $0.promotion.id) }.sorted(),
      takes: applied.map { Int(clamping: $0.discount.scaled) },
      discounts: lines.map { Int(clamping: $0.discount.scaled) }, gifts: gifts)
  }
}
