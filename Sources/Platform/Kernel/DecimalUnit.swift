/// What a `FixedDecimal` counts, and how many decimal places it keeps.
package protocol DecimalUnit: Sendable {
  /// Decimal places, 0 … 9.
  static var places: Int { get }
}

/// Amounts of money: DECIMAL(18,2).
package enum MoneyUnit: DecimalUnit {
  /// 2.
  package static var places: Int { 2 }
}

/// The price of one unit of goods: DECIMAL(18,4).
package enum PriceUnit: DecimalUnit {
  /// 4.
  package static var places: Int { 4 }
}

/// The cost of one unit of goods: DECIMAL(18,6).
package enum CostUnit: DecimalUnit {
  /// 6.
  package static var places: Int { 6 }
}

/// A count of goods: DECIMAL(18,4).
package enum QuantityUnit: DecimalUnit {
  /// 4.
  package static var places: Int { 4 }
}

/// A factor without a unit, such as a discount of 0.8: DECIMAL(18,4).
package enum RateUnit: DecimalUnit {
  /// 4.
  package static var places: Int { 4 }
}

/// An amount of money, 2 places.
package typealias Money = FixedDecimal<MoneyUnit>
/// The price of one unit of goods, 4 places.
package typealias UnitPrice = FixedDecimal<PriceUnit>
/// The cost of one unit of goods, 6 places.
package typealias UnitCost = FixedDecimal<CostUnit>
/// A count of goods, 4 places.
package typealias Quantity = FixedDecimal<QuantityUnit>
/// A factor without a unit, 4 places.
package typealias Rate = FixedDecimal<RateUnit>
