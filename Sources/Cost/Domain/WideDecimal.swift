package import Kernel

/// A decimal with its unit's places and as many digits as DECIMAL(38,s): sums over all that a
/// house ever had of something do not fit the 18 digits of one document's line.
package struct WideDecimal<Unit: DecimalUnit>: Hashable, Comparable, Sendable {
  /// The value times 10^places.
  package let scaled: Int128

  /// 10^37: what DECIMAL(38,s) holds with a digit to spare, so that two of them add up.
  private static var limit: Int128 { 10_000_000_000_000_000_000_000_000_000_000_000_000 }

  /// - Throws: `outOfRange` beyond 37 digits
  package init(checking scaled: Int128) throws(DecimalFault) {
    guard scaled.magnitude < Self.limit.magnitude else { throw .outOfRange }
    self.scaled = scaled
  }

  private init(proved scaled: Int128) { self.scaled = scaled }

  package init(_ value: FixedDecimal<Unit>) { self.init(proved: Int128(value.scaled)) }

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

  package static func + (left: Self, right: Self) throws(DecimalFault) -> Self {
    try Self(checking: left.scaled + right.scaled)
  }

  package static func - (left: Self, right: Self) throws(DecimalFault) -> Self {
    try Self(checking: left.scaled - right.scaled)
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

/// What goods are worth, or what one of them costs on average: 6 places.
package typealias CostValue = WideDecimal<CostUnit>
/// Goods over all warehouses: 4 places.
package typealias TotalQuantity = WideDecimal<QuantityUnit>

/// How much of a receipt is meant: 18 places.
package enum ShareUnit: DecimalUnit {
  /// 18.
  package static var places: Int { 18 }
}

/// What a quantity (4 places) at a unit cost (6 places) makes, exactly.
package enum ReceiptUnit: DecimalUnit {
  /// 10.
  package static var places: Int { 10 }
}

/// How much of one receipt the average holds: 18 places.
package typealias ReceiptShare = WideDecimal<ShareUnit>
/// What a receipt cost in all: 10 places.
package typealias ReceiptTotal = WideDecimal<ReceiptUnit>

/// Products and quotients that are wider on the way than 128 bits.
enum Wide {
  /// a × b ÷ c, a half away from zero.
  static func quotient(
    _ left: Int128, _ right: Int128, over divisor: Int128
  ) throws(DecimalFault) -> Int128 {
    guard divisor != 0 else { throw .notANumber }
    let isNegative = (left < 0) != (right < 0) && left != 0 && right != 0
    let below = divisor.magnitude
    let (high, low) = left.magnitude.multipliedFullWidth(by: right.magnitude)
    guard high < below else { throw .outOfRange }
    let (whole, rest) = below.dividingFullWidth((high, low))
    // Twice the rest against the divisor, without a sum that might wrap.
    let rounded = rest >= below - rest ? whole + 1 : whole
    guard let value = Int128(exactly: rounded) else { throw .outOfRange }
    return isNegative != (divisor < 0) && value != 0 ? -value : value
  }
}
