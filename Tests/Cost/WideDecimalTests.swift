import CostDomain
import Kernel
import Testing

/// Aim: sums with more digits than a line's are as exact as those.
@Suite struct WideDecimalTests {
  @Test(arguments: [
    ("0", "0.000000"), ("1", "1.000000"), ("-0.5", "-0.500000"), ("-12.345678", "-12.345678"),
    ("1234567890123456789012345678.9", "1234567890123456789012345678.900000"),
  ]) func texts(_ text: String, _ written: String) throws {
    let value = try #require(CostValue(digits: text))
    #expect(value.description == written)
    #expect(CostValue(digits: written) == value)
  }

  @Test(arguments: ["", "1.2345678", "x", "1.2.3", "1e3", "999999999999999999999999999999999"])
  func noTexts(_ text: String) { #expect(CostValue(digits: text) == nil) }

  @Test func widerThan128BitsOnTheWay() throws {
    let large = try #require(CostValue(digits: "900000000000000000000000000000.000001"))
    let all = try #require(QuantitySum(digits: "900000000000000000000000000000.0003"))
    #expect(try large.proportion(all, of: all) == large)
    let third = try #require(QuantitySum(digits: "300000000000000000000000000000.0001"))
    #expect(
      try large.proportion(third, of: all).description
        == "300000000000000000000000000000.000000")
    #expect(throws: DecimalFault.notANumber) { try large.proportion(all, of: QuantitySum.zero) }
    #expect(throws: DecimalFault.outOfRange) { try large.multiplied(by: all) }
  }

  @Test(arguments: 0..<300) func halvesGoAway(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let value = Int128(Int64.random(in: -1_000_000...1_000_000, using: &random))
    let part = Int128(Int64.random(in: -1_000_000...1_000_000, using: &random))
    let whole = Int128(Int64.random(in: 1...1_000, using: &random))
    let exact = Fraction(value, 1_000_000) * Fraction(part) / Fraction(whole)
    let found = try CostValue(checking: value).proportion(
      try QuantitySum(checking: part), of: try QuantitySum(checking: whole))
    #expect(Fraction(found) == exact.rounded)
  }
}
