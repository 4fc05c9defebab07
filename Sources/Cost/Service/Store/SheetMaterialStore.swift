import CostDomain
import Kernel
import MariaDBClient

/// What a sheet is made of: its materials' moves from the ledger, and its operations.
enum SheetMaterialStore {
  private static let movesSQL = SQL(
    "cost_sheet.moves",
    """
    SELECT sku_id, SUM(gone), SUM(back), SUM(gone - back), SUM(worth) FROM (\
    SELECT sku_id, -quantity AS gone, 0 AS back, -amount AS worth FROM cost_ledger \
    WHERE ref_no = ? AND ref_type = 'production' AND quantity < 0 AND origin_no IS NULL \
    UNION ALL \
    SELECT sku_id, GREATEST(-quantity, 0), GREATEST(quantity, 0), -COALESCE(given, amount) \
    FROM cost_ledger \
    WHERE origin_no = ? AND origin_type = 'production' AND kind = 'move' \
    AND NOT (ref_type = 'production' AND ref_no = origin_no)) AS moves GROUP BY sku_id
    """)
  private static let billSQL = SQL(
    "cost_sheet_material.of_sheet",
    """
    SELECT sku_id, issued_qty + lost_qty, returned_qty, standard_qty, standard_price \
    FROM cost_sheet_material WHERE mo_no = ?
    """)
  private static let operationsSQL = SQL(
    "cost_sheet_operation.of_sheet",
    """
    SELECT quantity, minutes, labor_per_hour, overhead_per_hour FROM cost_sheet_operation \
    WHERE mo_no = ? ORDER BY op_no
    """)
  private static let fixSQL = SQL(
    "cost_sheet_material.fix_prices",
    """
    UPDATE cost_sheet_material m JOIN cost_sku s ON s.sku_id = m.sku_id \
    SET m.standard_price = s.standard_cost WHERE m.mo_no = ?
    """)

  /// What left for an order and what came back of it, apart: a loss and a return of the same size
  /// make nothing together, and would not be missed in the difference.
  private struct Traffic: Equatable {
    let gone: TotalQuantity
    let back: TotalQuantity

    static let nothing = Traffic(gone: .zero, back: .zero)
  }

  private struct Moved {
    let traffic: Traffic
    /// What is gone for good.
    let quantity: TotalQuantity
    let value: CostValue
  }

  private struct Required {
    let skuID: Int64
    let traffic: Traffic
    let standard: TotalQuantity
    let price: UnitCost?
  }

  /// The materials; nil when all are needed and not all that was issued, lost and returned
  /// is valued.
  static func materials(
    of sheet: CostSheet, needsAll: Bool, on database: DatabaseConnection
  ) throws(DatabaseError) -> [SheetMaterial]? {
    let number = SQLValue.text(sheet.number)
    let rows = try database.query(movesSQL, [number, number]) { (row) throws(DatabaseError) in
      (
        try row.int(0),
        Moved(
          traffic: Traffic(gone: try row.wide(1), back: try row.wide(2)),
          quantity: try row.wide(3), value: try row.wide(4))
      )
    }
    var moved = Dictionary(rows, uniquingKeysWith: { first, _ in first })
    let required = try database.query(billSQL, [number]) { (row) throws(DatabaseError) in
      Required(
        skuID: try row.int(0),
        traffic: Traffic(gone: try row.wide(1), back: try row.wide(2)),
        standard: try row.wide(3), price: try row.decimalOrNil(4))
    }
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
    of number: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> [SheetOperation] {
    try database.query(operationsSQL, [.text(number)]) { (row) throws(DatabaseError) in
      SheetOperation(
        quantity: try row.wide(0), minutes: try row.decimal(1), laborPerHour: try row.decimal(2),
        overheadPerHour: try row.decimal(3))
    }
  }

  /// From now on the sheet's standard prices stay what they are.
  static func fixPrices(
    _ number: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    _ = try database.execute(fixSQL, [.text(number)])
  }
}
