/// Reads whole items, each call in one round trip.
enum ItemQueries {
  private static let select = "SELECT \(ItemRows.columns) FROM item i \(ItemRows.joins)"

  private static let byID = SQL("item.read", "\(select) WHERE i.item_id = ?")
  private static let bySKU = SQL(
    "item.read_by_sku",
    "\(select) WHERE i.item_id = (SELECT item_id FROM sku WHERE sku_id = ?)")
  private static let byCode = SQLList("item.read_by_code", maximum: 50) { count in
    "\(select) WHERE i.code IN (\(SQLSeries.repeated("?", count))) ORDER BY i.item_id"
  }
  private static let after = SQL(
    "item.read_after",
    """
    SELECT \(ItemRows.columns) FROM (SELECT item_id FROM item WHERE item_id > ? \
    ORDER BY item_id LIMIT ?) page JOIN item i ON i.item_id = page.item_id \(ItemRows.joins) \
    ORDER BY i.item_id
    """)

  static func item(_ id: Int64, on database: DatabaseConnection) throws(DatabaseError) -> Item? {
    try read(byID, [.int(id)], on: database).first
  }

  /// The item that the SKU belongs to, with all its SKUs.
  static func item(
    ofSKU id: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Item? {
    try read(bySKU, [.int(id)], on: database).first
  }

  /// As `item(_:on:)`, with what tells whether it is still so.
  static func stamped(
    _ id: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Stamped<Item>? {
    try stamped(byID, [.int(id)], on: database)
  }

  /// As `item(ofSKU:on:)`, with what tells whether it is still so.
  static func stamped(
    ofSKU id: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Stamped<Item>? {
    try stamped(bySKU, [.int(id)], on: database)
  }

  private static func stamped(
    _ sql: SQL, _ values: [SQLValue], on database: DatabaseConnection
  ) throws(DatabaseError) -> Stamped<Item>? {
    let rows = try rows(sql, values, on: database)
    guard let item = rows.fold().first else { return nil }
    return Stamped(
      item,
      ItemStamp(
        itemID: item.id, version: item.version, updatedAt: item.updatedAt,
        freshUntil: rows.freshUntil))
  }

  /// The items of these codes, in no order; up to 50 in a round trip.
  static func items(
    codes: [String], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Item] {
    var items: [Item] = []
    for range in byCode.chunks(of: codes.count) {
      items += try read(byCode[range.count], codes[range].map { .text($0) }, on: database)
    }
    return items
  }

  /// Up to `limit` items in order of id, from the first above `id`.
  static func items(
    after id: Int64, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Item] {
    try read(after, [.int(id), .int(Int64(limit))], on: database)
  }

  /// Runs a query whose rows `ItemRows` understands.
  static func read(
    _ sql: SQL, _ values: [SQLValue], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Item] {
    try rows(sql, values, on: database).fold()
  }

  private static func rows(
    _ sql: SQL, _ values: [SQLValue], on database: DatabaseConnection
  ) throws(DatabaseError) -> ItemRows {
    var rows = ItemRows()
    try database.fetch(sql, values) { row throws(DatabaseError) in
      try rows.add(row)
      return true
    }
    return rows
  }
}
