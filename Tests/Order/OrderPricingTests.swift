import Kernel
import OrderDomain
import Testing

/// Pricing: the parts always make the whole.
@Suite struct OrderPricingTests {
  private func quantity(_ text: String) throws -> Quantity { try Quantity(parsing: text) }

  @Test(arguments: 0..<20) func partsMakeTheWhole(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let lines = try (1...Int.random(in: 1...30, using: &random)).map { number in
        try line(number, Int64.random(in: 0...99_999, using: &random), &random)
      }
      var pricing = try OrderPricing(lines)
      let before = pricing
      let reduction = try Money(
        checking: Int64.random(in: 0...pricing.payable.scaled, using: &random))
      try pricing.take(reduction, as: .coupon)
      #expect(try before.payable - reduction == pricing.payable, "seed \(seed)")
      #expect(try Money.sum(pricing.lines.map(\.payable)) == pricing.payable, "seed \(seed)")
      #expect(try Money.sum(pricing.lines.map(\.discount)) == pricing.discount, "seed \(seed)")
      #expect(try pricing.original - pricing.discount == pricing.payable, "seed \(seed)")
      for line in pricing.lines {
        #expect(!line.payable.isNegative, "seed \(seed)")
        #expect(try line.original - line.discount == line.payable, "seed \(seed)")
      }
    }
  }

  /// A line of which some discount is taken already.
  private func line(
    _ number: Int, _ cents: Int64, _ random: inout SeededGenerator
  ) throws -> OrderLine {
    let original = try Money(checking: cents)
    let discount = try Money(checking: Int64.random(in: 0...cents, using: &random))
    return OrderLine(
      lineNumber: number, skuID: Int64(number), name: "goods", quantity: try quantity("1"),
      price: .zero, original: original, discount: discount, payable: try original - discount)
  }
}
