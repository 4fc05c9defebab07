package import Kernel

/// What lies of one SKU in one warehouse, as of a version of its row.
package struct StockBalance: Hashable, Sendable {
  package let skuID: Int64
  package let warehouseID: Int64
  package let onHand: Quantity
  package let locked: Quantity
  /// `onHand − locked`.
  package let available: Quantity
  /// Counts the row's changes; 0 for a row that does not exist yet.
  package let version: Int64
}
