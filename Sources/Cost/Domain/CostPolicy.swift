/// What goods are worth, or what one of them costs on average: 6 places.
package typealias CostValue = WideDecimal<CostUnit>

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

/// What the item centre says about a SKU's valuation.
package struct CostPolicy: Equatable, Sendable {
  package let method: CostMethod
  /// Goods are valued at standard only when there is one.
  package let standardCost: UnitCost?

  package init(method: CostMethod, standardCost: UnitCost?) {
    self.method = method
    self.standardCost = standardCost
  }

  /// The cost that every unit has, or nil when the average counts.
  package var fixedCost: CostValue? {
    guard method == .standard, let standardCost else { return nil }
    return CostValue(standardCost)
  }
}
