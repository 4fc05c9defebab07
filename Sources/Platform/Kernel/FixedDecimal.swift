/// An exact decimal with the fixed number of places of its unit, held as one scaled `Int64`.
///
/// The range is that of the DECIMAL(18,s) column it is stored in: |scaled| ≤ 10^18 − 1.
package struct FixedDecimal<Unit: DecimalUnit>: Hashable, Comparable, Sendable {
  /// The value times 10^places.
  package let scaled: Int64

  /// A value from its scaled form; `outOfRange` beyond 18 digits.
  package init(checking scaled: Int64) throws(DecimalFault) {
    guard scaled.magnitude <= DecimalLimit.scaled.magnitude else { throw .outOfRange }
    self.scaled = scaled
  }

  /// A value that the caller has proved to be in range.
  init(proved scaled: Int64) {
    self.scaled = scaled
  }

  /// A whole number, for example 3 for 3.0000; `outOfRange` beyond 18 digits.
  package init(whole: Int64) throws(DecimalFault) {
    let (scaled, overflow) = whole.multipliedReportingOverflow(
      by: DecimalLimit.power(Unit.places))
    guard !overflow else { throw .outOfRange }
    try self.init(checking: scaled)
  }

  /// 0.
  package static var zero: Self { Self(proved: 0) }
  /// 10^18 − 1 in the last place.
  package static var maximum: Self { Self(proved: DecimalLimit.scaled) }

  /// Whether the value is below zero.
  package var isNegative: Bool { scaled < 0 }
  /// Whether the value is zero.
  package var isZero: Bool { scaled == 0 }
  /// Whether the value is above zero.
  package var isPositive: Bool { scaled > 0 }
  /// Whether nothing but zeros follows the decimal point.
  package var isWhole: Bool { scaled.isMultiple(of: DecimalLimit.power(Unit.places)) }

  /// Whether nothing but zeros follows so many places, 0 … the unit's own.
  package func fits(places: Int) -> Bool {
    let surplus = min(max(Unit.places - places, 0), Unit.places)
    return scaled.isMultiple(of: DecimalLimit.power(surplus))
  }

  package static func < (left: Self, right: Self) -> Bool { left.scaled < right.scaled }
}
