/// What was reported of each operation of an order. The caller holds the order's row.
enum WorkStore {
  private static let columns = """
    mo_id, op_no, good_qty, defect_qty, labor_scrap_qty, material_scrap_qty, other_scrap_qty
    """
  private static let addSQL = SQL(
    "production_work.add",
    """
    INSERT INTO production_work (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?) \
    ON DUPLICATE KEY UPDATE good_qty = good_qty + VALUES(good_qty), \
    defect_qty = defect_qty + VALUES(defect_qty), \
    labor_scrap_qty = labor_scrap_qty + VALUES(labor_scrap_qty), \
    material_scrap_qty = material_scrap_qty + VALUES(material_scrap_qty), \
    other_scrap_qty = other_scrap_qty + VALUES(other_scrap_qty)
    """)
  private static let takeBackSQL = SQL(
    "production_work.take_back",
    """
    UPDATE production_work SET good_qty = good_qty - ?, defect_qty = defect_qty - ?, \
    labor_scrap_qty = labor_scrap_qty - ?, material_scrap_qty = material_scrap_qty - ?, \
    other_scrap_qty = other_scrap_qty - ? WHERE mo_id = ? AND op_no = ?
    """)
  private static let readSQL = SQL(
    "production_work.of_order",
    "SELECT \(columns) FROM production_work WHERE mo_id = ? ORDER BY op_no")

  /// 1 round trip.
  static func add(
    _ work: ReportedWork, to productionID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(addSQL, [.int(productionID), .of(work.opNo)] + work.quantities)
  }

  /// 1 round trip.
  static func takeBack(
    _ work: ReportedWork, from productionID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(takeBackSQL, work.quantities + [.int(productionID), .of(work.opNo)])
  }

  /// In ascending order of operation; those that nothing was reported of are absent. 1 round trip.
  static func work(
    of productionID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [ReportedWork] {
    try database.query(readSQL, [.int(productionID)]) { row throws(DatabaseError) in
      row.skip()
      return ReportedWork(
        opNo: try row.count(), good: try row.decimal(), defect: try row.decimal(),
        scrap: ScrapSnapshot(
          labor: try row.decimal(), material: try row.decimal(), other: try row.decimal()))
    }
  }
}

extension ReportedWork {
  fileprivate var quantities: [SQLValue] {
    [.of(good), .of(defect), .of(scrap.labor), .of(scrap.material), .of(scrap.other)]
  }
}
