import ItemDomain
import MariaDBClient

/// Reads and writes units.
enum UnitStore {
  private static let columns = "unit, title_zh, title_en, decimals, version"
  private static let all = SQL("unit.all", "SELECT \(columns) FROM item_unit ORDER BY unit")
  private static let one = SQL("unit.read", "SELECT \(columns) FROM item_unit WHERE unit = ?")
  private static let insertSQL = SQL(
    "unit.insert",
    "INSERT INTO item_unit (unit, title_zh, title_en, decimals) VALUES (?, ?, ?, ?)")
  private static let updateSQL = SQL(
    "unit.update",
    """
    UPDATE item_unit SET title_zh = ?, title_en = ?, decimals = ?, version = version + 1 \
    WHERE unit = ? AND version = ?
    """)
  /// Packs stand in JSON lists of the SKUs; a barcode is no condition of a pack.
  private static let usedSQL = SQL(
    "unit.used",
    """
    SELECT s.sku_id FROM sku s JOIN item i ON i.item_id = s.item_id \
    JOIN sku_usage g ON g.sku_id = s.sku_id \
    WHERE i.base_unit = ? OR JSON_CONTAINS(s.units, JSON_OBJECT('unit', ?)) LIMIT 1
    """)

  static func list(on database: DatabaseConnection) throws(DatabaseError) -> [UnitOfMeasure] {
    try database.query(all, [], unit)
  }

  /// Nil when there is none.
  static func unit(
    _ name: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> UnitOfMeasure? {
    try database.first(one, [.text(name)], unit)
  }

  /// - Throws: `duplicateKey` for a unit that is there
  static func insert(
    _ unit: UnitOfMeasure, on database: DatabaseConnection
  ) throws(DatabaseError) {
    _ = try database.execute(
      insertSQL,
      [
        .text(unit.name), .of(unit.titleChinese), .of(unit.titleEnglish),
        .int(Int64(unit.decimals)),
      ])
  }

  /// Writes the next version of the unit; false, and nothing is written, when it has another by
  /// now.
  static func update(
    _ unit: UnitOfMeasure, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    let outcome = try database.execute(
      updateSQL,
      [
        .of(unit.titleChinese), .of(unit.titleEnglish), .int(Int64(unit.decimals)),
        .text(unit.name), .int(unit.version),
      ])
    return outcome.affectedRows == 1
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
      name: try row.text(), titleChinese: try row.textOrNil(),
      titleEnglish: try row.textOrNil(), decimals: try row.count(),
      version: try row.int())
  }
}
