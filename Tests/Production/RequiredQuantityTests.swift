import Foundation
import Kernel
import ProductionDomain
import Testing

/// Aim: what an order requires is the exact quotient, rounded up once at the fourth place.
/// Oracle: decimal digits by hand, long multiplication and comparison without any division.
@Suite struct RequiredQuantityTests {
  private static func component(_ quantity: Quantity, _ scrap: Rate) -> BOMComponent {
    BOMComponent(skuID: 1, quantity: quantity, scrapRate: scrap)
  }

  @Test(arguments: [
    ("10", "1", "2", "0", "20"), ("10", "1", "2", "0.05", "21"), ("1", "3", "1", "0", "0.3334"),
    ("0.0001", "1000", "0.0001", "0", "0.0001"), ("7", "7", "0.3333", "0.1234", "0.3745"),
    ("12", "5", "2.5", "0.02", "6.12"), ("3", "1000", "1", "1", "0.006"),
    ("99999999999999.9999", "99999999999999.9999", "0.0001", "0", "0.0001"),
    (
      "99999999999999.9999", "99999999999999.9999", "99999999999999.9999", "0",
      "99999999999999.9999"
    ),
  ])
  func byHand(_ qty: String, _ base: String, _ part: String, _ scrap: String, _ expected: String)
    throws
  {
    let component = Self.component(try Quantity(parsing: part), try Rate(parsing: scrap))
    let required = try component.required(
      for: Quantity(parsing: qty), base: Quantity(parsing: base))
    #expect(required == (try Quantity(parsing: expected)))
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let component = Self.component(.maximum, .zero)
    #expect(throws: ProductionRefusal.quantityOutOfRange) {
      try component.required(for: .maximum, base: Quantity(parsing: "0.0001"))
    }
  }

  /// r is right when r × base ≥ quantity × component × (1 + scrap) > (r − 1) × base, in whole units
  /// of the last place.
  @Test(arguments: 0..<40) func isTheLeastThatIsEnough(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<250 {
      let quantity = Self.scaled(&random)
      let base = Self.scaled(&random)
      let part = Self.scaled(&random)
      let scrap = Bool.random(using: &random) ? 0 : Self.scaled(&random, upTo: 6)
      let needed = Digits(quantity).times(Digits(part)).times(Digits(10_000 + scrap))
      let divisor = Digits(base).times(Digits(10_000))
      let component = Self.component(
        try Quantity(checking: quantity == 0 ? 1 : part), try Rate(checking: scrap))
      do {
        let required = try component.required(
          for: Quantity(checking: quantity), base: Quantity(checking: base))
        #expect(Digits(required.scaled).times(divisor) >= needed, "seed \(seed)")
        #expect(Digits(required.scaled - 1).times(divisor) < needed, "seed \(seed)")
      } catch ProductionRefusal.quantityOutOfRange {
        #expect(Digits(DecimalLimit.scaled).times(divisor) < needed, "seed \(seed)")
      }
    }
  }

  /// 1 up to the largest, as often small as large.
  private static func scaled(
    _ random: inout SeededGenerator, upTo digits: Int = 18
  ) -> Int64 {
    let length = Int.random(in: 1...digits, using: &random)
    return Int64.random(in: 1...(DecimalLimit.power(length) - 1), using: &random)
  }
}

/// A whole number of any length, in decimal digits from the last to the first.
struct Digits: Comparable {
  private var digits: [Int]

  init(_ number: Int64) {
    digits = String(number).reversed().compactMap(\.wholeNumberValue)
    trim()
  }

  private init(digits: [Int]) {
    self.digits = digits
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
  }

  func times(_ other: Digits) -> Digits {
    var product = [Int](repeating: 0, count: digits.count + other.digits.count + 1)
    for (i, left) in digits.enumerated() {
      for (j, right) in other.digits.enumerated() { product[i + j] += left * right }
    }
    return Digits(digits: Self.carried(product))
  }

  func plus(_ other: Digits) -> Digits {
    var sum = [Int](repeating: 0, count: max(digits.count, other.digits.count) + 1)
    for (i, digit) in digits.enumerated() { sum[i] += digit }
    for (i, digit) in other.digits.enumerated() { sum[i] += digit }
    return Digits(digits: Self.carried(sum))
  }

  private static func carried(_ numbers: [Int]) -> [Int] {
    var numbers = numbers
    for i in numbers.indices.dropLast() {
      numbers[i + 1] += numbers[i] / 10
      numbers[i] %= 10
    }
    return numbers
  }

  static func < (left: Digits, right: Digits) -> Bool {
    if left.digits.count != right.digits.count { return left.digits.count < right.digits.count }
    return left.digits.reversed().lexicographicallyPrecedes(right.digits.reversed())
  }
}
