/// A quantity that is not rounded between steps: a fraction in lowest terms, in units of the fourth
/// place. Never negative.
///
/// Exact while numerator and denominator fit 128 bits. A step that would not is rounded up at the
/// 12th place behind the fourth: never too little, and by less than 10⁻¹⁵ of a unit too much.
package struct ExactQuantity: Equatable, Sendable {
  private let numerator: UInt128
  private let denominator: UInt128

  /// The grain of what cannot be held exactly.
  private static let grain: UInt128 = 1_000_000_000_000

  package static let zero = ExactQuantity(numerator: 0, denominator: 1)

  /// - Precondition: not negative
  package init(_ quantity: Quantity) {
    self.init(numerator: UInt128(quantity.scaled.magnitude), denominator: 1)
  }

  private init(numerator: UInt128, denominator: UInt128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The product with whole factors over whole divisors, none of them zero.
  package func times(
    _ factors: [UInt64], over divisors: [UInt64]
  ) throws(ProductionRefusal) -> ExactQuantity {
    var above = [numerator] + factors.map { UInt128($0) }
    var below = [denominator] + divisors.map { UInt128($0) }
    for i in above.indices {
      for j in below.indices {
        let common = Self.greatestCommonDivisor(above[i], below[j])
        if common > 1 { (above[i], below[j]) = (above[i] / common, below[j] / common) }
      }
    }
    if let numerator = Self.product(above), let denominator = Self.product(below) {
      return ExactQuantity(numerator: numerator, denominator: denominator)
    }
    var result = self
    for (factor, divisor) in zip(factors, divisors) {
      result = try result.approximated(times: UInt128(factor), over: UInt128(divisor))
    }
    return result
  }

  package func plus(_ other: ExactQuantity) throws(ProductionRefusal) -> ExactQuantity {
    let common = Self.greatestCommonDivisor(denominator, other.denominator)
    let (own, others) = (other.denominator / common, denominator / common)
    if let below = Self.product([denominator, own]),
      let first = Self.product([numerator, own]),
      let second = Self.product([other.numerator, others])
    {
      let (sum, overflow) = first.addingReportingOverflow(second)
      if !overflow {
        let shared = Self.greatestCommonDivisor(sum, below)
        return ExactQuantity(numerator: sum / shared, denominator: below / shared)
      }
    }
    let (left, right) = (try grains(), try other.grains())
    let (sum, overflow) = left.addingReportingOverflow(right)
    if overflow { throw .quantityOutOfRange }
    return ExactQuantity(numerator: sum, denominator: Self.grain)
  }

  /// Up to the fourth place; `quantityOutOfRange` beyond 38 digits.
  package var roundedUp: QuantitySum {
    get throws(ProductionRefusal) {
      let whole = try Self.quotient(numerator, 1, over: denominator)
      guard let scaled = Int128(exactly: whole), let sum = try? QuantitySum(checking: scaled) else {
        throw .quantityOutOfRange
      }
      return sum
    }
  }

  /// The product of three scaled numbers over that of two, rounded up; exact for any of them.
  static func roundedUp(
    _ factors: [Int64], over divisors: [Int64]
  ) throws(ProductionRefusal) -> Quantity {
    // Two numbers of 18 digits fit 128 bits; the third makes it 256.
    let pair = UInt128(factors[0].magnitude) * UInt128(factors[1].magnitude)
    let whole = try quotient(
      pair, UInt128(factors[2].magnitude),
      over: UInt128(divisors[0].magnitude) * UInt128(divisors[1].magnitude))
    guard let scaled = Int64(exactly: whole), let quantity = try? Quantity(checking: scaled)
    else { throw .quantityOutOfRange }
    return quantity
  }

  private func approximated(
    times factor: UInt128, over divisor: UInt128
  ) throws(ProductionRefusal) -> ExactQuantity {
    ExactQuantity(
      numerator: try Self.quotient(try grains(), factor, over: divisor), denominator: Self.grain)
  }

  /// How many grains there are, rounded up.
  private func grains() throws(ProductionRefusal) -> UInt128 {
    try Self.quotient(numerator, Self.grain, over: denominator)
  }

  /// left × right ÷ divisor, rounded up.
  private static func quotient(
    _ left: UInt128, _ right: UInt128, over divisor: UInt128
  ) throws(ProductionRefusal) -> UInt128 {
    try exact(
      try Wide.quotient(left, right, over: divisor, rounding: .up),
      orThrow: ProductionRefusal.quantityOutOfRange)
  }

  private static func product(_ factors: [UInt128]) -> UInt128? {
    var product: UInt128 = 1
    for factor in factors {
      let (next, overflow) = product.multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      product = next
    }
    return product
  }

  private static func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    var (a, b) = (left, right)
    while b != 0 { (a, b) = (b, a % b) }
    return a == 0 ? 1 : a
  }
}
