import Foundation
import TestKit
import Testing

@testable import Kernel

/// Foundation's `Decimal` says what is right.
@Suite struct DecimalOracleTests {
  let seed = TestSeed()

  /// Small and large values alike, and both ends.
  func scaled(_ generator: inout SeededGenerator) -> Int64 {
    let limit = DecimalLimit.power(Int.random(in: 0...18, using: &generator))
    return Int64.random(in: (1 - limit)...max(0, limit - 1), using: &generator)
  }

  func decimal<Unit>(_ value: FixedDecimal<Unit>) -> Decimal {
    var power = Decimal(1)
    for _ in 0..<Unit.places { power *= 10 }
    return Decimal(value.scaled) / power
  }

  @Test func textRoundTrip() throws {
    var generator = seed.generator
    for _ in 0..<5000 {
      let value = try UnitCost(checking: scaled(&generator))
      #expect(try UnitCost(parsing: value.description) == value, "\(seed.hint)")
      #expect(Decimal(string: value.description) == decimal(value), "\(value) \(seed.hint)")
    }
  }

  @Test func anyNumberText() throws {
    var generator = seed.generator
    for _ in 0..<20_000 {
      let text = numberText(&generator)
      let expected = try #require(Decimal(string: text), "\(text)")
      var rounded = Decimal()
      var copy = expected
      NSDecimalRound(&rounded, &copy, 4, .plain)
      let bound = Decimal(string: "99999999999999.9999") ?? 0
      let written = text.prefix { $0 != "e" }.split(separator: ".")
      let isLong = !text.contains("e") && written.count == 2 && written[1].count > 4
      let fits = rounded == expected && !isLong && abs(expected) <= bound
      let value = UnitPrice(exactly: text)
      #expect((value != nil) == fits, "\(text) \(seed.hint)")
      if let value { #expect(decimal(value) == expected, "\(text) \(seed.hint)") }
    }
  }

  func numberText(_ generator: inout SeededGenerator) -> String {
    let whole = Int64.random(
      in: 0..<DecimalLimit.power(.random(in: 0...15, using: &generator)), using: &generator)
    var text = Bool.random(using: &generator) ? "-\(whole)" : "\(whole)"
    if Bool.random(using: &generator) {
      text += "."
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        text += ["0", "0", "5", "7"].randomElement(using: &generator) ?? ""
      }
    }
    if Bool.random(using: &generator) {
      text += "e\(Int.random(in: -8...12, using: &generator))"
    }
    return text
  }

  @Test func sums() throws {
    var generator = seed.generator
    for _ in 0..<5000 {
      let left = try Money(checking: scaled(&generator))
      let right = try Money(checking: scaled(&generator))
      let sum = decimal(left) + decimal(right)
      let difference = decimal(left) - decimal(right)
      #expect((try? left + right).map { decimal($0) } == inRange(sum), "\(seed.hint)")
      #expect((try? left - right).map { decimal($0) } == inRange(difference), "\(seed.hint)")
      #expect(decimal(-left) == -decimal(left))
      #expect((left < right) == (decimal(left) < decimal(right)))
    }
  }

  @Test func amounts() throws {
    var generator = seed.generator
    for round in 0..<10_000 {
      let price = try UnitPrice(checking: scaled(&generator))
      var quantity = try Quantity(checking: scaled(&generator))
      // Every other quantity makes the last places of the product likely to be just a half.
      if round.isMultiple(of: 2) { quantity = try Quantity(parsing: "\(round % 200).5") }
      // Decimal keeps 38 digits, and the product has 36 at most: it is exact.
      var product = abs(decimal(price) * decimal(quantity))
      var rounded = Decimal()
      NSDecimalRound(&rounded, &product, 2, .plain)
      if price.isNegative != quantity.isNegative { rounded = -rounded }
      let amount = try? price.amount(for: quantity)
      #expect(amount.map { decimal($0) } == inRange(rounded), "\(price) \(quantity) \(seed.hint)")
    }
  }

  func inRange(_ value: Decimal) -> Decimal? {
    abs(value) <= decimal(Money.maximum) ? value : nil
  }

  @Test(arguments: [Rounding.halfUp, .up, .down])
  func quotients(rounding: Rounding) throws {
    var generator = seed.generator
    for _ in 0..<5000 {
      let dividend = try Money(checking: scaled(&generator))
      let divisor = try Quantity(checking: scaled(&generator))
      guard !divisor.isZero else { continue }
      let result: UnitCost? = try? dividend.divided(by: divisor, rounding: rounding)
      // dividend / 10^2 ÷ (divisor / 10^4) = result / 10^6, so compare at dividend × 10^8.
      let wide = Int128(dividend.scaled) * 100_000_000
      guard let result else {
        #expect(wide.magnitude / divisor.scaled.magnitude128 >= 999_999_999_999_999_999)
        continue
      }
      let rest = wide - Int128(result.scaled) * Int128(divisor.scaled)
      let away = (rest < 0) != (wide < 0) && rest != 0
      switch rounding {
      case .halfUp: #expect(rest.magnitude * 2 <= divisor.scaled.magnitude128, "\(seed.hint)")
      case .up: #expect(rest == 0 || away && rest.magnitude < divisor.scaled.magnitude128)
      default: #expect(!away && rest.magnitude < divisor.scaled.magnitude128, "\(seed.hint)")
      }
    }
  }
}

extension Int64 {
  fileprivate var magnitude128: UInt128 { UInt128(magnitude) }
}
