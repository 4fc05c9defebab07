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

  /// Whether nothing but zeros follows so many places, 0 … the unit's own.
  package func fits(places: Int) -> Bool {
    let surplus = min(max(Unit.places - places, 0), Unit.places)
    return scaled.isMultiple(of: DecimalLimit.power(surplus))
  }

  package static func < (left: Self, right: Self) -> Bool { left.scaled < right.scaled }
}

extension FixedDecimal {
  /// Reads a number in JSON's grammar exactly; see `DecimalText.parse`.
  package init(parsing text: Span<UInt8>) throws(DecimalFault) {
    self.init(proved: try DecimalText.parse(text, places: Unit.places))
  }

  /// Reads a number in JSON's grammar exactly; see `DecimalText.parse`.
  package init(parsing text: String) throws(DecimalFault) {
    try self.init(parsing: text.utf8.span)
  }

  /// The value of a text, or nil when it is no number, has more places, or does not fit.
  package init?(exactly text: some StringProtocol) {
    try? self.init(parsing: String(text))
  }

  /// Appends the description's bytes, without making a `String`.
  package func append(to bytes: inout [UInt8]) {
    DecimalText.append(scaled, places: Unit.places, to: &bytes)
  }
}

extension FixedDecimal: CustomStringConvertible {
  /// The value with all places, for example `12.30`.
  package var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24)
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What a `FixedDecimal` counts, and how many decimal places it keeps.
package protocol DecimalUnit: Sendable {
  /// Decimal places, 0 … 9.
  static var places: Int { get }
}

/// Amounts of money: DECIMAL(18,2).
package enum MoneyUnit: DecimalUnit {
  package static var places: Int { 2 }
}

/// The price of one unit of goods: DECIMAL(18,4).
package enum PriceUnit: DecimalUnit {
  package static var places: Int { 4 }
}

/// The cost of one unit of goods: DECIMAL(18,6).
package enum CostUnit: DecimalUnit {
  package static var places: Int { 6 }
}

/// A count of goods: DECIMAL(18,4).
package enum QuantityUnit: DecimalUnit {
  package static var places: Int { 4 }
}

/// A factor without a unit, such as a discount of 0.8: DECIMAL(18,4).
package enum RateUnit: DecimalUnit {
  package static var places: Int { 4 }
}

package typealias Money = FixedDecimal<MoneyUnit>
package typealias UnitPrice = FixedDecimal<PriceUnit>
package typealias UnitCost = FixedDecimal<CostUnit>
package typealias Quantity = FixedDecimal<QuantityUnit>
package typealias Rate = FixedDecimal<RateUnit>

/// Why a decimal was refused. Nothing is ever rounded or wrapped in silence.
package enum DecimalFault: Error, Equatable, Sendable {
  /// The text is not a number in JSON's grammar.
  case notANumber
  /// The value has more decimal places than its unit keeps.
  case tooManyPlaces
  /// The value, or the result, does not fit DECIMAL(18,s).
  case outOfRange
}

/// The value, or `refusal` when it does not fit: a caller's numbers may be beyond what a column
/// holds, and each centre has its own word for that.
///
/// ```
/// let lines = try exact(try demands.merged(), orThrow: OrderRefusal.amountOutOfRange)
/// ```
package func exact<Value, Refusal: Error>(
  _ value: @autoclosure () throws(DecimalFault) -> Value, orThrow refusal: Refusal
) throws(Refusal) -> Value {
  do throws(DecimalFault) { return try value() } catch { throw refusal }
}

/// The numbers that bound DECIMAL(18,s).
package enum DecimalLimit {
  /// The largest scaled value: eighteen nines.
  package static var scaled: Int64 { 999_999_999_999_999_999 }

  /// 10^exponent for 0 … 18; anything else is a programmer's error.
  package static func power(_ exponent: Int) -> Int64 {
    precondition(exponent >= 0 && exponent <= 18)
    var result: Int64 = 1
    for _ in 0..<exponent { result &*= 10 }
    return result
  }
}
