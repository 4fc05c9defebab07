package import Kernel

/// What is stocked, priced and sold.
package struct SKU: Equatable, Sendable {
  /// 0 until it is stored.
  package var id: Int64
  package var spec: Spec
  /// Its own price for one base unit.
  package var price: UnitPrice
  /// The retail price list's row in force; nil where the list has none.
  package var retailPrice: UnitPrice?
  package var costMethod: CostMethod
  package var standardCost: UnitCost?
  package var allowsNegative: Bool
  package var safetyStock: Quantity
  package var status: ItemStatus
  /// Of the base unit.
  package var barcodes: [String]
  package var units: [PackUnit]

  package init(
    id: Int64 = 0, spec: Spec = .none, price: UnitPrice, retailPrice: UnitPrice? = nil,
    costMethod: CostMethod = .movingAverage, standardCost: UnitCost? = nil,
    allowsNegative: Bool = false, safetyStock: Quantity = .zero, status: ItemStatus = .active,
    barcodes: [String] = [], units: [PackUnit] = []
  ) {
    self.id = id
    self.spec = spec
    self.price = price
    self.retailPrice = retailPrice
    self.costMethod = costMethod
    self.standardCost = standardCost
    self.allowsNegative = allowsNegative
    self.safetyStock = safetyStock
    self.status = status
    self.barcodes = barcodes
    self.units = units
  }

  /// Every barcode, of the base unit first.
  package var allBarcodes: [String] { barcodes + units.flatMap(\.barcodes) }
}
