import MariaDBClient

/// A place that knows a SKU.
struct SKUUsage: Equatable {
  let skuID: Int64
  let warehouseID: Int64
  let hasStock: Bool
}

/// Who uses the SKUs of an item, decided against whoever begins to.
enum UsageQueries {
  private static let lockSKUs = SQL(
    "item.lock_skus", "SELECT sku_id FROM sku WHERE item_id = ? ORDER BY sku_id FOR UPDATE")
  private static let usage = SQL(
    "item.usage",
    """
    SELECT g.sku_id, g.warehouse_id, g.has_stock FROM sku_usage g \
    JOIN sku s ON s.sku_id = g.sku_id WHERE s.item_id = ? ORDER BY g.sku_id, g.warehouse_id
    """)

  /// Locks the SKUs, so that the first use of one waits for this transaction (a foreign key check
  /// reads the SKU's row under a lock), then reads their usage.
  static func lockAndRead(
    item id: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [SKUUsage] {
    _ = try database.query(lockSKUs, [.int(id)]) { row throws(DatabaseError) in try row.int() }
    return try database.query(usage, [.int(id)]) { row throws(DatabaseError) in
      SKUUsage(skuID: try row.int(), warehouseID: try row.int(), hasStock: try row.bool())
    }
  }
}
