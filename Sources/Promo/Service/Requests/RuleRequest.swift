/// The fields of every type's rule. Which of them must be there, and which must not, is known once
/// the type is.
struct RuleRequest: RequestBody {
  let tiers: [PromotionRule.Tier]?
  let every: Bool?
  let rate: Rate?
  let skuID: Int64?
  let buyQuantity: Quantity?
  let giftSKUID: Int64?
  let giftQuantity: Quantity?
  let repeats: Bool?
  let prices: [PromotionRule.Price]?
  let components: [SKUQuantity]?
  let price: Money?

  init(from fields: inout Fields) {
    tiers = fields.optionalList("tiers", TierRequest.self, 1...20)?.map(\.tier)
    every = fields.optionalFlag("every")
    rate = fields.optionalDecimal("rate", .positive)
    skuID = fields.optionalID("sku_id")
    buyQuantity = fields.optionalDecimal("buy_qty", .positive)
    giftSKUID = fields.optionalID("gift_sku_id")
    giftQuantity = fields.optionalDecimal("gift_qty", .positive)
    repeats = fields.optionalFlag("repeat")
    prices = fields.optionalList("prices", PriceRequest.self, 1...1000)?.map(\.price)
    components = fields.optionalList("components", GoodsRequest.self, 1...20)?.map(\.goods)
    price = fields.optionalDecimal("price", .positive)
  }

  /// Which fields there are.
  private var given: [(key: StaticString, isGiven: Bool)] {
    [
      ("rule.tiers", tiers != nil), ("rule.every", every != nil), ("rule.rate", rate != nil),
      ("rule.sku_id", skuID != nil), ("rule.buy_qty", buyQuantity != nil),
      ("rule.gift_sku_id", giftSKUID != nil), ("rule.gift_qty", giftQuantity != nil),
      ("rule.repeat", repeats != nil), ("rule.prices", prices != nil),
      ("rule.components", components != nil), ("rule.price", price != nil),
    ]
  }

  private static func keys(
    of type: PromotionType
  ) -> (required: [String], optional: [String]) {
    switch type {
    case .specialPrice: (["rule.prices"], [])
    case .bundle: (["rule.components", "rule.price"], [])
    case .discount: (["rule.rate"], [])
    case .fullReduction: (["rule.tiers"], ["rule.every"])
    case .buyGift:
      (["rule.sku_id", "rule.buy_qty", "rule.gift_sku_id", "rule.gift_qty"], ["rule.repeat"])
    }
  }

  /// The rule, with every fault noted; nil when fields are missing.
  func rule(of type: PromotionType, _ fields: inout Fields) -> PromotionRule? {
    let (required, optional) = Self.keys(of: type)
    for (key, isGiven) in given {
      let isRequired = required.contains("\(key)")
      if isRequired, !isGiven { fields.refuse(key, .required) }
      if isGiven, !isRequired, !optional.contains("\(key)") { fields.refuse(key, .unknownField) }
    }
    switch type {
    case .specialPrice:
      return prices.map { prices in
        refuseRepeated(prices.map(\.skuID), "prices", "sku_id", &fields)
        return .specialPrice(prices)
      }
    case .bundle:
      guard let components, let price else { return nil }
      refuseRepeated(components.map(\.skuID), "components", "sku_id", &fields)
      return .bundle(components, price: price)
    case .discount:
      guard let rate else { return nil }
      if rate.scaled >= 10_000 { fields.refuse("rule.rate", .outOfRange("> 0, < 1")) }
      return .discount(rate: rate)
    case .fullReduction: return tiers.map { fullReduction($0, &fields) }
    case .buyGift:
      guard let skuID, let buyQuantity, let giftSKUID, let giftQuantity else { return nil }
      return .buyGift(
        PromotionRule.Gift(
          skuID: skuID, buyQuantity: buyQuantity, giftSKUID: giftSKUID,
          giftQuantity: giftQuantity, repeats: repeats ?? true))
    }
  }

  private func fullReduction(
    _ tiers: [PromotionRule.Tier], _ fields: inout Fields
  ) -> PromotionRule {
    refuseRepeated(tiers.map(\.threshold.scaled), "tiers", "threshold", &fields)
    if every == true {
      if tiers.count > 1 { fields.refuse("rule.tiers", .listLength(1...1)) }
      if tiers.first?.threshold.isZero == true {
        fields.refuse(at: "rule.tiers[0].threshold", .outOfRange("> 0"))
      }
    }
    return .fullReduction(tiers.sorted { $0.threshold < $1.threshold }, every: every ?? false)
  }

  private func refuseRepeated(
    _ values: [Int64], _ list: String, _ member: String, _ fields: inout Fields
  ) {
    var seen: Set<Int64> = []
    for (place, value) in values.enumerated() where !seen.insert(value).inserted {
      fields.refuse(at: "rule.\(list)[\(place)].\(member)", .givenTwice)
    }
  }
}

private struct TierRequest: RequestBody {
  let tier: PromotionRule.Tier

  init(from fields: inout Fields) {
    tier = PromotionRule.Tier(
      threshold: fields.decimal("threshold", .notNegative),
      reduce: fields.decimal("reduce", .positive))
  }
}

private struct PriceRequest: RequestBody {
  let price: PromotionRule.Price

  init(from fields: inout Fields) {
    price = PromotionRule.Price(
      skuID: fields.id("sku_id"), price: fields.decimal("price", .notNegative))
  }
}
