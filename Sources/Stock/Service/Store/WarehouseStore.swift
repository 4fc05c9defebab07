/// Writes warehouses, and which one an organisation uses for what.
enum WarehouseStore {
  private static let insertSQL = SQL(
    "stock_warehouse.insert",
    "INSERT INTO stock_warehouse (code, name, org_id) VALUES (?, ?, ?)")

  private static let assignSQL = SQL(
    "stock_assignment.assign",
    """
    INSERT INTO stock_assignment (org_id, purpose, warehouse_id) VALUES (?, ?, ?) \
    ON DUPLICATE KEY UPDATE warehouse_id = VALUES(warehouse_id)
    """)

  private static let assignFirstSQL = SQL(
    "stock_assignment.assign_first",
    """
    INSERT INTO stock_assignment (org_id, purpose, warehouse_id) \
    SELECT w.org_id, p.purpose, w.warehouse_id FROM stock_warehouse w CROSS JOIN \
    (SELECT 'receipt' AS purpose UNION ALL SELECT 'return' UNION ALL SELECT 'sale') p \
    WHERE w.warehouse_id = ? AND NOT EXISTS \
    (SELECT 1 FROM stock_warehouse o \
    WHERE o.org_id = w.org_id AND o.warehouse_id < w.warehouse_id) \
    ON DUPLICATE KEY UPDATE warehouse_id = VALUES(warehouse_id)
    """)

  /// 1 round trip.
  /// - Throws: `warehouseDuplicate`
  static func insert(
    code: String, name: String, organisationID: Int64?, on database: DatabaseConnection
  ) throws -> Int64 {
    do throws(DatabaseError) {
      return try database.execute(
        insertSQL, [.text(code), .text(name), .of(organisationID)]
      ).lastInsertID
    } catch {
      guard case .duplicateKey = error.kind else { throw error }
      throw StockRefusal.warehouseDuplicate
    }
  }

  /// 1 round trip.
  static func assign(
    _ warehouseID: Int64, to organisationID: Int64, for purpose: StockPurpose,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      assignSQL, [.int(organisationID), .text(purpose.rawValue), .int(warehouseID)])
  }

  /// Assigns a warehouse that was made just now to its organisation, for every purpose, if it is
  /// the first there. Two that are made at once may both be: the later one stays. 1 round trip.
  static func assignFirst(
    _ warehouseID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(assignFirstSQL, [.int(warehouseID)])
  }
}
