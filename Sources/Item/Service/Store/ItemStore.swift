/// Writes items. Every call belongs to a transaction of the caller.
enum ItemStore {
  private static let insertItems = SQLSeries("item.insert", maximum: 50) { count in
    """
    INSERT INTO item (code, name, category_id, brand, kind, base_unit, status, search_text) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?, ?, ?)", count))
    """
  }
  private static let idsByCode = SQLList("item.ids_by_code", maximum: 50) { count in
    "SELECT code, item_id FROM item WHERE code IN (\(SQLSeries.repeated("?", count)))"
  }
  private static let update = SQL(
    "item.update",
    """
    UPDATE item SET code = ?, name = ?, category_id = ?, brand = ?, kind = ?, base_unit = ?, \
    status = ?, search_text = ?, version = ?, updated_at = NOW(6) \
    WHERE item_id = ? AND version = ?
    """)
  private static let forUpdateSQL = SQL(
    "item.lock", "SELECT item_id FROM item WHERE item_id = ? FOR UPDATE")
  private static let skusForUpdateSQL = SQL(
    "item.lock_skus", "SELECT sku_id FROM sku WHERE item_id = ? ORDER BY sku_id FOR UPDATE")
  private static let usageSQL = SQL(
    "item.usage",
    """
    SELECT g.sku_id, g.warehouse_id, g.has_stock FROM sku_usage g \
    JOIN sku s ON s.sku_id = g.sku_id WHERE s.item_id = ? ORDER BY g.sku_id, g.warehouse_id
    """)
  private static let noteUsageSQL = SQLSeries("item.note_stock") { count in
    """
    INSERT INTO sku_usage (sku_id, warehouse_id, has_stock) \
    VALUES \(SQLSeries.repeated("(?, ?, ?)", count)) \
    ON DUPLICATE KEY UPDATE has_stock = VALUES(has_stock)
    """
  }
  private static let deletions = [
    SQL(
      "item.delete_barcodes",
      "DELETE FROM sku_barcode WHERE sku_id IN (SELECT sku_id FROM sku WHERE item_id = ?)"),
    SQL(
      "item.delete_prices",
      "DELETE FROM sku_price WHERE sku_id IN (SELECT sku_id FROM sku WHERE item_id = ?)"),
    SQL(
      "item.delete_prices_before",
      "DELETE FROM sku_price_before WHERE sku_id IN (SELECT sku_id FROM sku WHERE item_id = ?)"),
    SQL("item.delete_skus", "DELETE FROM sku WHERE item_id = ?"),
    SQL("item.delete", "DELETE FROM item WHERE item_id = ?"),
  ]

  /// Writes new items with their SKUs, whose ids they bring; gives the items their own.
  ///
  /// - Throws: `duplicateKey` of "item_code", or of "PRIMARY" for a barcode
  static func insert(_ items: inout [Item], on database: DatabaseConnection) throws(DatabaseError) {
    for range in insertItems.chunks(of: items.count) {
      let values = items[range].flatMap { item in columns(of: item) }
      let id = try database.execute(insertItems[range.count], values).lastInsertID
      if range.count == 1 {
        items[range.lowerBound].id = id
      } else {
        // A cluster may leave gaps between the ids of one statement.
        try learnIDs(of: &items, in: range, on: database)
      }
    }
    try SKUStore.insert(
      items.flatMap { item in
        item.skus.enumerated().map { SKUStore.Place(itemID: item.id, position: $0, sku: $1) }
      }, on: database)
  }

  private static func learnIDs(
    of items: inout [Item], in range: Range<Int>, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let rows = try database.query(
      idsByCode[range.count], items[range].map { .text($0.code) }
    ) { row throws(DatabaseError) in (try row.text(), try row.int()) }
    let ids = Dictionary(rows, uniquingKeysWith: { first, _ in first })
    for index in range { items[index].id = ids[items[index].code] ?? 0 }
  }

  /// Turns what is stored as `old` into `new`, its next version, if it still has that of `old`.
  ///
  /// - Returns: false, and nothing is written, when somebody changed or deleted it meanwhile
  static func replace(
    _ old: Item, by new: Item, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    let values = columns(of: new) + [.int(new.version), .int(old.id), .int(old.version)]
    guard try database.execute(update, values).affectedRows == 1 else { return false }
    try SKUStore.replace(old, by: new, on: database)
    return true
  }

  /// Locks the item against changes; false when there is none.
  static func forUpdate(_ id: Int64, on database: DatabaseConnection) throws(DatabaseError) -> Bool
  {
    try database.first(forUpdateSQL, [.int(id)]) { row throws(DatabaseError) in
      try row.int()
    } != nil
  }

  /// Who uses the item's SKUs, decided against whoever begins to: locks the SKUs, so that the first
  /// use of one waits for this transaction (a foreign key check reads the SKU's row under a lock).
  static func usageForUpdate(
    of id: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [SKUUsage] {
    _ = try database.query(skusForUpdateSQL, [.int(id)]) { row throws(DatabaseError) in
      try row.int()
    }
    return try database.query(usageSQL, [.int(id)]) { row throws(DatabaseError) in
      SKUUsage(skuID: try row.int(), warehouseID: try row.int(), hasStock: try row.bool())
    }
  }

  /// Notes who uses SKUs. 1 round trip for up to 20.
  /// - Throws: `undone` when a SKU was deleted since it was looked up
  static func noteUsage(
    _ usage: [SKUUsage], on database: DatabaseConnection
  ) throws(DatabaseError) {
    do throws(DatabaseError) {
      try database.execute(noteUsageSQL, for: usage) { place in
        [.int(place.skuID), .int(place.warehouseID), .of(place.hasStock)]
      }
    } catch {
      throw error.code == 1452 ? .undone(statement: error.statement) : error
    }
  }

  /// Removes the item and all that belongs to it.
  static func delete(_ id: Int64, on database: DatabaseConnection) throws(DatabaseError) {
    for sql in deletions { _ = try database.execute(sql, [.int(id)]) }
  }

  private static func columns(of item: Item) -> [SQLValue] {
    [
      .text(item.code), .text(item.name), .of(item.categoryID), .of(item.brand),
      .text(item.kind.rawValue), .text(item.baseUnit), .text(item.status.rawValue),
      .text(item.searchText),
    ]
  }
}
