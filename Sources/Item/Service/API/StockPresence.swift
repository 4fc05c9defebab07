/// Whether a warehouse has any of a SKU, as the stock centre reports it.
package struct StockPresence: Sendable, Equatable {
  package let skuID: Int64
  package let warehouseID: Int64
  /// Whether the quantity on hand is anything but zero.
  package let hasStock: Bool

  package init(skuID: Int64, warehouseID: Int64, hasStock: Bool) {
    self.skuID = skuID
    self.warehouseID = warehouseID
    self.hasStock = hasStock
  }
}
