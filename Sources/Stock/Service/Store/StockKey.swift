/// A stock row's key. Rows are locked in ascending order of it.
struct StockKey: Hashable, Comparable, Sendable {
  let skuID: Int64
  let warehouseID: Int64

  static func < (left: StockKey, right: StockKey) -> Bool {
    (left.skuID, left.warehouseID) < (right.skuID, right.warehouseID)
  }
}
