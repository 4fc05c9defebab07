import Kernel

@testable import PromoDomain

/// Twenty lines and twenty promotions that all match and all stack.
struct SpeedCase {
  let basket: [BasketLine]
  private(set) var candidates: [PromotionCandidate] = []

  init(_ mix: String, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var lines: [BasketLine] = []
    for sku in 1...20 {
      lines.append(
        BasketLine(
          skuID: Int64(sku), quantity: try Quantity(whole: Int64.random(in: 1...5, using: &random)),
          price: try UnitPrice(checking: Int64.random(in: 10_000...2_000_000, using: &random))))
    }
    basket = lines
    let original = try lines.reduce(Int64(0)) { sum, line in
      sum + (try line.price.amount(for: line.quantity)).scaled
    }
    for id in 1...20 {
      let rule = try Self.rule(mix, id, lines, original, &random)
      let isByLine = mix == "by line" || (mix == "mixed" && id % 4 == 0)
      let scope = isByLine ? PromotionScope(skuIDs: [Int64(id)]) : .everything
      candidates.append(
        PromotionCandidate(
          Promotion(
            id: Int64(id), name: "P", rule: rule, scope: scope,
            startsAt: Instant(microseconds: 0), endsAt: Instant(microseconds: 1),
            priority: Int64.random(in: 1...3, using: &random), isStackable: true),
          giftPrice: try UnitPrice(checking: 50_000)))
    }
  }

  private static func rule(
    _ mix: String, _ id: Int, _ lines: [BasketLine], _ original: Int64,
    _ random: inout SeededGenerator
  ) throws -> PromotionRule {
    let share = Int64.random(in: 5...95, using: &random)
    let threshold = try Money(checking: original * share / 100)
    switch mix {
    case "discounts":
      return .discount(rate: try Rate(checking: Int64.random(in: 7000...9900, using: &random)))
    case "reductions":
      return .fullReduction(
        [.init(threshold: threshold, reduce: try Money(checking: threshold.scaled / 20 + 1))],
        every: false)
    case "crowded thresholds":
      let high = try Money(checking: original * Int64.random(in: 50...99, using: &random) / 100)
      return .fullReduction(
        [.init(threshold: high, reduce: try Money(checking: high.scaled / 9 + Int64(id)))],
        every: false)
    default: break
    }
    let line = lines[id - 1]
    switch id % 5 {
    case 0:
      return .specialPrice([
        .init(skuID: line.skuID, price: try UnitPrice(checking: line.price.scaled * share / 100))
      ])
    case 1 where mix == "mixed":
      let both = [line, lines[id % 20]]
      return .bundle(
        try both.map { .init(skuID: $0.skuID, quantity: try Quantity(whole: 1)) },
        price: try Money(checking: (both[0].price.scaled + both[1].price.scaled) / 120 + 1))
    case 2:
      return .discount(rate: try Rate(checking: Int64.random(in: 8000...9900, using: &random)))
    case 3:
      return .fullReduction(
        [.init(threshold: threshold, reduce: try Money(checking: threshold.scaled / 15 + 1))],
        every: id == 3)
    default:
      return .buyGift(
        .init(
          skuID: line.skuID, buyQuantity: try Quantity(whole: 1), giftSKUID: 1,
          giftQuantity: try Quantity(whole: 1), repeats: true))
    }
  }
}
