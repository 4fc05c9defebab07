package import Kernel

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
