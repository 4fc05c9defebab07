/// A decimal with its unit's places and as many digits as DECIMAL(38,s): sums over all that a
/// house ever had of something, over warehouses or over the ways down a bill, do not fit the 18
/// digits of one document's line.
package struct WideDecimal<Unit: DecimalUnit>: Hashable, Comparable, Sendable {
  /// The value times 10^places.
  package let scaled: Int128

  /// 10^38
  private static var end: UInt128 { 100_000_000_000_000_000_000_000_000_000_000_000_000 }

  /// - Throws: `outOfRange` beyond 38 digits
  package init(checking scaled: Int128) throws(DecimalFault) {
    guard scaled.magnitude < Self.end else { throw .outOfRange }
    self.scaled = scaled
  }

  private init(proved scaled: Int128) { self.scaled = scaled }

  package init(_ value: FixedDecimal<Unit>) { self.init(proved: Int128(value.scaled)) }

  /// - Parameter values: fewer than 10^19, which no table holds
  package init(of values: some Sequence<FixedDecimal<Unit>>) {
    self.init(proved: values.reduce(into: Int128(0)) { $0 &+= Int128($1.scaled) })
  }

  /// The value of digits as the database writes them, such as "-12.300000".
  package init?(digits text: String) {
    var whole = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .map { Substring($0) }
    guard whole.count <= 2, let first = whole.first else { return nil }
    if whole.count == 1 { whole.append("") }
    let fraction = whole[1]
    guard !first.isEmpty, fraction.utf8.count <= Unit.places else { return nil }
    let padding = String(repeating: "0", count: Unit.places - fraction.utf8.count)
    guard let scaled = Int128(String(first) + String(fraction) + padding),
      let value = try? Self(checking: scaled)
    else { return nil }
    self = value
  }

  package static var zero: Self { Self(proved: 0) }
  package var isZero: Bool { scaled == 0 }
  package var isNegative: Bool { scaled < 0 }
  package var isPositive: Bool { scaled > 0 }

  package static func < (left: Self, right: Self) -> Bool { left.scaled < right.scaled }

  /// The exact sum; `outOfRange` when it does not fit.
  package static func + (left: Self, right: Self) throws(DecimalFault) -> Self {
    let (sum, overflow) = left.scaled.addingReportingOverflow(right.scaled)
    if overflow { throw .outOfRange }
    return try Self(checking: sum)
  }

  /// The exact difference; `outOfRange` when it does not fit.
  package static func - (left: Self, right: Self) throws(DecimalFault) -> Self {
    try left + -right
  }

  package static prefix func - (value: Self) -> Self { Self(proved: -value.scaled) }

  /// This value × `part` ÷ `whole`, a half away from zero; exact on the way, however large.
  /// - Throws: `notANumber` for a whole of zero
  package func proportion<Other>(
    _ part: WideDecimal<Other>, of whole: WideDecimal<Other>
  ) throws(DecimalFault) -> Self {
    try Self(checking: try Wide.quotient(scaled, part.scaled, over: whole.scaled))
  }

  /// This value ÷ `amount`, in the unit of this value, a half away from zero.
  package func divided<Other>(by amount: WideDecimal<Other>) throws(DecimalFault) -> Self {
    let power = Int128(DecimalLimit.power(Other.places))
    return try Self(checking: try Wide.quotient(scaled, power, over: amount.scaled))
  }

  /// This value × `amount`, in the unit of this value, a half away from zero.
  package func multiplied<Other>(by amount: WideDecimal<Other>) throws(DecimalFault) -> Self {
    let power = Int128(DecimalLimit.power(Other.places))
    return try Self(checking: try Wide.quotient(scaled, amount.scaled, over: power))
  }

  /// The same amount with another unit's places, a half away from zero; exact where it has more.
  package func converted<Other: DecimalUnit>(
    to other: Other.Type = Other.self
  ) throws(DecimalFault) -> WideDecimal<Other> {
    let (more, less) = (DecimalLimit.power(Other.places), DecimalLimit.power(Unit.places))
    return try WideDecimal<Other>(
      checking: try Wide.quotient(scaled, Int128(more), over: Int128(less)))
  }
}

extension WideDecimal: CustomStringConvertible {
  /// The value with all places, for example `-12.300000`.
  package var description: String {
    var digits = String(scaled.magnitude)
    let missing = Unit.places + 1 - digits.utf8.count
    if missing > 0 { digits = String(repeating: "0", count: missing) + digits }
    let point = digits.index(digits.endIndex, offsetBy: -Unit.places)
    let sign = scaled < 0 ? "-" : ""
    return "\(sign)\(digits[..<point]).\(digits[point...])"
  }
}

/// A sum of quantities, 4 places.
package typealias QuantitySum = WideDecimal<QuantityUnit>

/// Products and quotients that are wider on the way than 128 bits.
package enum Wide {
  /// a × b ÷ c, a half away from zero.
  /// - Throws: `notANumber` for a divisor of zero, `outOfRange` beyond 128 bits
  package static func quotient(
    _ left: Int128, _ right: Int128, over divisor: Int128
  ) throws(DecimalFault) -> Int128 {
    let isNegative = (left < 0) != (right < 0)
    let quotient = try quotient(
      left.magnitude, right.magnitude, over: divisor.magnitude, rounding: .halfUp)
    guard let value = Int128(exactly: quotient) else { throw .outOfRange }
    return isNegative != (divisor < 0) ? -value : value
  }

  /// The same of magnitudes, rounded half up or up.
  package static func quotient(
    _ left: UInt128, _ right: UInt128, over divisor: UInt128, rounding: Rounding
  ) throws(DecimalFault) -> UInt128 {
    guard divisor != 0 else { throw .notANumber }
    let (high, low) = left.multipliedFullWidth(by: right)
    guard high < divisor else { throw .outOfRange }
    let (whole, rest) = divisor.dividingFullWidth((high, low))
    // Twice the rest against the divisor, without a sum that might wrap.
    let isNearer = rest >= divisor - rest
    switch rounding {
    case .exact where rest > 0: throw .tooManyPlaces
    case .halfUp where isNearer, .up where rest > 0:
      let (up, overflow) = whole.addingReportingOverflow(1)
      if overflow { throw .outOfRange }
      return up
    case .halfUp, .up, .down, .exact: return whole
    }
  }
}
