/// A count of points, of growth or of a debt of points: a whole number, |n| ≤ 10^15 (contract part
/// 2, section A, "bounds").
///
/// No arithmetic wraps or traps: what does not fit throws `DecimalFault.outOfRange`, as money does.
package struct Points: Hashable, Comparable, Sendable {
  package let value: Int64

  /// 10^15: what a member may have at most.
  package static var limit: Int64 { 1_000_000_000_000_000 }
  package static var zero: Points { Points(proved: 0) }
  package static var maximum: Points { Points(proved: limit) }

  /// `outOfRange` beyond the limit, of either sign.
  package init(checking value: Int64) throws(DecimalFault) {
    guard value.magnitude <= Self.limit.magnitude else { throw .outOfRange }
    self.value = value
  }

  /// The nearest count there is; for numbers from before there was a limit, and for what was
  /// checked already.
  package init(clamping value: Int64) {
    self.value = Swift.min(Swift.max(value, Self.limit.negated), Self.limit)
  }

  private init(proved value: Int64) { self.value = value }

  package var isZero: Bool { value == 0 }
  package var isPositive: Bool { value > 0 }
  package var isNegative: Bool { value < 0 }
  package var magnitude: Points { isNegative ? -self : self }

  package static func < (left: Points, right: Points) -> Bool { left.value < right.value }

  /// The exact sum; `outOfRange` beyond the limit.
  package static func + (left: Points, right: Points) throws(DecimalFault) -> Points {
    // Two values of 10^15 cannot overflow Int64.
    try Points(checking: left.value &+ right.value)
  }

  /// The exact difference; `outOfRange` beyond the limit.
  package static func - (left: Points, right: Points) throws(DecimalFault) -> Points {
    try Points(checking: left.value &- right.value)
  }

  /// The other sign; always fits.
  package static prefix func - (count: Points) -> Points { Points(proved: 0 &- count.value) }

  /// The sum, brought to the limit where it is beyond.
  package func adding(capped other: Points) -> Points {
    Points(clamping: value &+ other.value)
  }

  /// The exact sum of many; `outOfRange` when it, or a sum on the way, does not fit.
  package static func sum(_ counts: some Sequence<Points>) throws(DecimalFault) -> Points {
    var total = zero
    for count in counts { total = try total + count }
    return total
  }

  /// This count × `part` ÷ `whole`, rounded once; `notANumber` for a whole of zero.
  package func proportion<Unit>(
    _ part: FixedDecimal<Unit>, of whole: FixedDecimal<Unit>, rounding: Rounding = .down
  ) throws(DecimalFault) -> Points {
    guard !whole.isZero else { throw .notANumber }
    var above = Int128(value) * Int128(part.scaled)
    var below = Int128(whole.scaled)
    if below < 0 { (above, below) = (-above, -below) }
    return try Points(narrowing: try rounding.quotient(above, below))
  }

  /// ⌊amount × rate⌋; `outOfRange` beyond the limit.
  package init(flooring amount: Money, times rate: Rate) throws(DecimalFault) {
    let product = Int128(amount.scaled) * Int128(rate.scaled)
    let one = Int128(DecimalLimit.power(MoneyUnit.places + RateUnit.places))
    let (whole, rest) = product.quotientAndRemainder(dividingBy: one)
    try self.init(narrowing: rest < 0 ? whole - 1 : whole)
  }

  private init(narrowing wide: Int128) throws(DecimalFault) {
    guard let value = Int64(exactly: wide) else { throw .outOfRange }
    try self.init(checking: value)
  }
}

extension Points: ExpressibleByIntegerLiteral {
  /// A constant of the source; beyond the limit it is brought to it.
  package init(integerLiteral value: Int64) { self.init(clamping: value) }
}

extension Points: CustomStringConvertible {
  package var description: String { String(value) }
}
