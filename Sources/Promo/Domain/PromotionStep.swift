/// A promotion made ready for one basket: which lines it touches, and what it does to them.
///
/// Amounts are in cents, one a line. They only ever fall while a plan is applied, and what a step
/// takes never grows when they fall, but for the tiers of a full reduction.
struct PromotionStep: Sendable {
  struct Tier: Sendable {
    let threshold: Int64
    let reduce: Int64
  }

  enum Action: Sendable {
    /// The amount that each line falls to, where that is less.
    case specialPrice([Int64])
    case bundle(BundleSets)
    /// 10,000 less the rate.
    case discount(off: Int64)
    case tiers([Tier])
    case every(Tier)
    case gift(PlannedGift)
  }

  /// What a promotion is to a basket.
  enum Fit {
    case outOfScope
    case withoutEffect
    case step(PromotionStep)
  }

  let promotion: Promotion
  /// The lines whose amounts it may change, in the order of the basket.
  let lines: [Int]
  let action: Action

  /// Cents of goods that are given away.
  var giftValue: Int64 {
    if case .gift(let gift) = action { gift.value.scaled } else { 0 }
  }

  static func fit(
    _ candidate: PromotionCandidate, to basket: [BasketLine]
  ) -> Fit {
    let promotion = candidate.promotion
    let scope = basket.map(promotion.scope.covers)
    let inScope = basket.indices.filter { scope[$0] }
    if inScope.isEmpty { return .outOfScope }
    switch promotion.rule {
    case .specialPrice(let prices):
      return special(promotion, prices, basket, inScope)
    case .bundle(let components, let price):
      guard let sets = BundleSets(components, price: price, in: basket, scope: scope) else {
        return .withoutEffect
      }
      return .step(PromotionStep(promotion: promotion, lines: sets.lines, action: .bundle(sets)))
    case .discount(let rate):
      return .step(
        PromotionStep(
          promotion: promotion, lines: inScope,
          action: .discount(off: Int64(10_000).subtracting(capped: rate.scaled))))
    case .fullReduction(let tiers, let every):
      let steps = tiers.map { Tier(threshold: $0.threshold.scaled, reduce: $0.reduce.scaled) }
      let action: Action = every ? .every(steps[0]) : .tiers(steps)
      return .step(PromotionStep(promotion: promotion, lines: inScope, action: action))
    case .buyGift(let rule):
      guard let line = inScope.first(where: { basket[$0].skuID == rule.skuID }),
        let gift = PlannedGift(rule, bought: basket[line].quantity, price: candidate.giftPrice)
      else { return .withoutEffect }
      return .step(PromotionStep(promotion: promotion, lines: [], action: .gift(gift)))
    }
  }

  private static func special(
    _ promotion: Promotion, _ prices: [PromotionRule.Price], _ basket: [BasketLine],
    _ inScope: [Int]
  ) -> Fit {
    let wanted = Dictionary(
      prices.map { ($0.skuID, $0.price) }, uniquingKeysWith: { first, _ in first })
    var lines: [Int] = []
    var targets: [Int64] = []
    for line in inScope {
      guard let price = wanted[basket[line].skuID] else { continue }
      // A special amount beyond all range is no bargain.
      guard let target = try? price.amount(for: basket[line].quantity) else { continue }
      lines.append(line)
      targets.append(target.scaled)
    }
    if lines.isEmpty { return .withoutEffect }
    return .step(
      PromotionStep(promotion: promotion, lines: lines, action: .specialPrice(targets)))
  }

  /// Takes what the promotion takes off the amounts, and says how much that is; 0 for a gift.
  func apply(to amounts: inout [Int64]) -> Int64 {
    switch action {
    case .specialPrice(let targets):
      var discount: Int64 = 0
      for (line, target) in zip(lines, targets) where target < amounts[line] {
        discount = discount.adding(capped: amounts[line].subtracting(capped: target))
        amounts[line] = target
      }
      return discount
    case .bundle(let sets): return sets.apply(to: &amounts)
    case .gift: return 0
    case .discount, .tiers, .every:
      let total = sum(amounts)
      let discount = reduction(of: total)
      guard discount > 0 else { return 0 }
      LargestRemainder.take(discount, from: &amounts, lines: lines, total: total)
      return discount
    }
  }

  /// What it would give at most, in money and goods, from these amounts or any below them.
  func potential(_ amounts: [Int64]) -> Int64 {
    switch action {
    case .specialPrice(let targets):
      var discount: Int64 = 0
      for (line, target) in zip(lines, targets) {
        discount = discount.adding(capped: max(0, amounts[line].subtracting(capped: target)))
      }
      return discount
    case .bundle(let sets): return sets.discount(amounts)
    case .gift(let gift): return gift.value.scaled
    case .tiers(let tiers): return Self.best(of: tiers, for: sum(amounts))
    case .discount, .every: return reduction(of: sum(amounts))
    }
  }

  /// The largest reduction of the tiers that a sum reaches, at most the sum.
  static func best(of tiers: [Tier], for total: Int64) -> Int64 {
    var best: Int64 = 0
    for tier in tiers where tier.threshold <= total { best = max(best, tier.reduce) }
    return min(best, total)
  }

  func sum(_ amounts: [Int64]) -> Int64 {
    var total: Int64 = 0
    for line in lines { total = total.adding(capped: amounts[line]) }
    return total
  }

  /// What it takes off lines that come to this sum.
  func reduction(of total: Int64) -> Int64 {
    switch action {
    case .discount(let off):
      let (quotient, rest) = (Int128(total) * Int128(off)).quotientAndRemainder(
        dividingBy: 10_000)
      return Int64(clamping: rest >= 5000 ? quotient + 1 : quotient)
    case .tiers(let tiers):
      guard let tier = tiers.last(where: { $0.threshold <= total }) else { return 0 }
      return min(tier.reduce, total)
    case .every(let tier):
      let reduction = Int128(tier.reduce) * Int128(total.quotient(by: tier.threshold))
      return Int64(clamping: min(reduction, Int128(total)))
    case .specialPrice, .bundle, .gift: return 0
    }
  }
}

/// Goods that a promotion gives away.
package struct PlannedGift: Equatable, Sendable {
  package let rule: PromotionRule.Gift
  package let quantity: Quantity
  /// At the retail price.
  package let value: Money

  package var skuID: Int64 { rule.giftSKUID }

  /// Nil when too little was bought, or when no number says how much that would be.
  init?(_ rule: PromotionRule.Gift, bought: Quantity, price: UnitPrice) {
    var times = bought.scaled.quotient(by: rule.buyQuantity.scaled)
    if !rule.repeats { times = min(times, 1) }
    let (scaled, overflow) = times.multipliedReportingOverflow(by: rule.giftQuantity.scaled)
    guard times > 0, !overflow, let quantity = try? Quantity(checking: scaled),
      let value = try? price.amount(for: quantity)
    else { return nil }
    self.rule = rule
    self.quantity = quantity
    self.value = value
  }
}
