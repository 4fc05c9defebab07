import ItemService

/// What a sheet is made of: its materials' moves from the ledger, and its operations.
enum SheetMaterialStore {
  private static let movesSQL = SQLSeries("cost_sheet.moves") { count in
    """
    SELECT mo_no, sku_id, SUM(gone), SUM(back), SUM(gone - back), SUM(worth) FROM (\
    SELECT ref_no AS mo_no, sku_id, -quantity AS gone, 0 AS back, -amount AS worth \
    FROM cost_ledger \
    WHERE ref_no IN (\(SQLSeries.repeated("?", count))) AND ref_type = 'production' \
    AND quantity < 0 AND origin_no IS NULL \
    UNION ALL \
    SELECT origin_no, sku_id, GREATEST(-quantity, 0), GREATEST(quantity, 0), \
    -COALESCE(given, amount) FROM cost_ledger \
    WHERE origin_no IN (\(SQLSeries.repeated("?", count))) AND origin_type = 'production' \
    AND kind = 'move' AND NOT (ref_type = 'production' AND ref_no = origin_no)) AS moves \
    GROUP BY mo_no, sku_id
    """
  }
  private static let billSQL = SQLList("cost_sheet_material.of_sheet") { count in
    """
    SELECT mo_no, sku_id, issued_qty + lost_qty, returned_qty, standard_qty, standard_price \
    FROM cost_sheet_material WHERE mo_no IN (\(SQLSeries.repeated("?", count)))
    """
  }
  private static let operationsSQL = SQLList("cost_sheet_operation.of_sheet") { count in
    """
    SELECT mo_no, quantity, minutes, labor_per_hour, overhead_per_hour \
    FROM cost_sheet_operation WHERE mo_no IN (\(SQLSeries.repeated("?", count))) \
    ORDER BY mo_no, op_no
    """
  }
  private static let fixSQL = SQL(
    "cost_sheet_material.fix_price",
    "UPDATE cost_sheet_material SET standard_price = ? WHERE mo_no = ? AND sku_id = ?")
  private static let skusSQL = SQL(
    "cost_sheet_material.skus",
    "SELECT sku_id FROM cost_sheet_material WHERE mo_no = ? ORDER BY sku_id")

  /// What left for an order and what came back of it, apart: a loss and a return of the same size
  /// make nothing together, and would not be missed in the difference.
  private struct Traffic: Equatable {
    let gone: QuantitySum
    let back: QuantitySum

    static let nothing = Traffic(gone: .zero, back: .zero)
  }

  private struct Moved {
    let traffic: Traffic
    /// What is gone for good.
    let quantity: QuantitySum
    let value: CostValue
  }

  private struct Required {
    let skuID: Int64
    let traffic: Traffic
    let standard: QuantitySum
    let price: UnitCost?
  }

  /// The materials of sheets, by number; without the sheets that wait for all that was issued, lost
  /// and returned to be valued, as long as it is not.
  static func materials(
    of sheets: [CostSheet], on database: DatabaseConnection
  ) throws(DatabaseError) -> [String: [SheetMaterial]] {
    var materials: [String: [SheetMaterial]] = [:]
    for range in movesSQL.chunks(of: sheets.count) {
      let numbers = sheets[range].map { SQLValue.text($0.number) }
      let moved = try moved(numbers, on: database)
      let required = try required(numbers, on: database)
      for sheet in sheets[range] {
        materials[sheet.number] = Self.materials(
          moved[sheet.number] ?? [:], by: required[sheet.number] ?? [],
          needsAll: sheet.status == .pending)
      }
    }
    return materials
  }

  private static func moved(
    _ numbers: [SQLValue], on database: DatabaseConnection
  ) throws(DatabaseError) -> [String: [Int64: Moved]] {
    var moved: [String: [Int64: Moved]] = [:]
    try database.fetch(movesSQL[numbers.count], numbers + numbers) {
      row throws(DatabaseError) in
      moved[try row.text(), default: [:]][try row.int()] = Moved(
        traffic: Traffic(gone: try row.wide(), back: try row.wide()), quantity: try row.wide(),
        value: try row.wide())
      return true
    }
    return moved
  }

  private static func required(
    _ numbers: [SQLValue], on database: DatabaseConnection
  ) throws(DatabaseError) -> [String: [Required]] {
    var required: [String: [Required]] = [:]
    try database.fetch(billSQL[numbers.count], numbers) { row throws(DatabaseError) in
      required[try row.text(), default: []].append(
        Required(
          skuID: try row.int(), traffic: Traffic(gone: try row.wide(), back: try row.wide()),
          standard: try row.wide(), price: try row.decimalOrNil()))
      return true
    }
    return required
  }

  /// Nil when all is needed, and not all of it has moved.
  private static func materials(
    _ moved: [Int64: Moved], by required: [Required], needsAll: Bool
  ) -> [SheetMaterial]? {
    var moved = moved
    var materials: [SheetMaterial] = []
    for entry in required {
      let actual = moved.removeValue(forKey: entry.skuID)
      if needsAll, actual?.traffic ?? .nothing != entry.traffic { return nil }
      materials.append(
        SheetMaterial(
          quantity: actual?.quantity ?? .zero, value: actual?.value ?? .zero,
          standardQuantity: entry.standard, standardPrice: entry.price.map { CostValue($0) }))
    }
    // Goods that the bill does not name.
    for actual in moved.values {
      materials.append(
        SheetMaterial(
          quantity: actual.quantity, value: actual.value, standardQuantity: .zero,
          standardPrice: nil))
    }
    return materials
  }

  static func operations(
    of sheets: [CostSheet], on database: DatabaseConnection
  ) throws(DatabaseError) -> [String: [SheetOperation]] {
    try database.groups(operationsSQL, in: sheets.map(\.number)) { row throws(DatabaseError) in
      (
        try row.text(),
        SheetOperation(
          quantity: try row.wide(), minutes: try row.decimal(),
          laborPerHour: try row.decimal(), overheadPerHour: try row.decimal())
      )
    }
  }

  /// The sheet takes the standard costs in force at its order's completion, for good.
  static func fixPrices(
    _ sheet: CostSheet, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let skuIDs = try database.query(skusSQL, [.text(sheet.number)]) {
      row throws(DatabaseError) in try row.int()
    }
    let prices = try ItemAPI.standardCosts(skuIDs, at: sheet.occurredAt, on: database)
    for (skuID, price) in prices.sorted(by: { $0.key < $1.key }) {
      try database.execute(fixSQL, [.of(price), .text(sheet.number), .int(skuID)])
    }
  }
}
