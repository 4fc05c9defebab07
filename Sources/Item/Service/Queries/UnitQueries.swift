/// Reads units.
enum UnitQueries {
  private static let columns = "unit, title_zh, title_en, decimals, version"
  private static let allSQL = SQL("unit.all", "SELECT \(columns) FROM item_unit ORDER BY unit")
  private static let oneSQL = SQL("unit.read", "SELECT \(columns) FROM item_unit WHERE unit = ?")
  /// Packs stand in JSON lists of the SKUs; a barcode is no condition of a pack.
  private static let usedSQL = SQL(
    "unit.used",
    """
    SELECT s.sku_id FROM sku s JOIN item i ON i.item_id = s.item_id \
    JOIN sku_usage g ON g.sku_id = s.sku_id \
    WHERE i.base_unit = ? OR JSON_CONTAINS(s.units, JSON_OBJECT('unit', ?)) LIMIT 1
    """)

  static func list(on database: DatabaseConnection) throws(DatabaseError) -> [UnitOfMeasure] {
    try database.query(allSQL, [], unit)
  }

  /// Nil when there is none.
  static func unit(
    _ name: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> UnitOfMeasure? {
    try database.first(oneSQL, [.text(name)], unit)
  }

  /// Whether a SKU that somebody uses is counted in it: its balances and documents may have parts.
  static func isUsed(
    _ name: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try database.first(usedSQL, [.text(name), .text(name)]) { row throws(DatabaseError) in
      try row.int()
    } != nil
  }

  private static func unit(_ row: borrowing Row) throws(DatabaseError) -> UnitOfMeasure {
    UnitOfMeasure(
      name: try row.text(), titleChinese: try row.textOrNil(), titleEnglish: try row.textOrNil(),
      decimals: try row.count(), version: try row.int())
  }
}
