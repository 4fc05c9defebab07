import CostDomain
import Kernel
import MariaDBClient

/// Reads sheets as they are stored.
enum SheetReader {
  private static let columns = """
    mo_no, mo_id, sku_id, status, good_qty, planned_qty, defect_qty, scrap_qty, material, labor, \
    overhead, total, unit_cost, standard_total, price_variance, usage_variance, labor_variance, \
    completed_at, settled_at, org_id, receipt_total
    """
  private static let oneSQL = SQL(
    "cost_sheet.read", "SELECT \(columns) FROM cost_sheet WHERE mo_id = ?")
  private static let settledSQL = SQL(
    "cost_sheet.settled",
    """
    SELECT \(columns) FROM cost_sheet WHERE status = 'settled' AND mo_id > ? \
    ORDER BY mo_id LIMIT ?
    """)

  static func sheet(
    of orderID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> SheetAnswer? {
    try database.first(oneSQL, [.int(orderID)], answer)
  }

  /// Settled sheets in the order of their ids.
  static func settled(
    after orderID: Int64, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> [SheetAnswer] {
    try database.query(settledSQL, [.int(orderID), .of(limit)], answer)
  }

  private static func answer(_ row: borrowing Row) throws(DatabaseError) -> SheetAnswer {
    SheetAnswer(
      sheet: try SheetStore.sheet(row), planned: try row.decimal(5), defect: try row.decimal(6),
      scrap: try row.decimal(7), material: try row.wide(8), labor: try row.wide(9),
      overhead: try row.wide(10), total: try row.wide(11), unitCost: try row.wide(12),
      standardTotal: try row.wide(13),
      variances: SheetAnswer.Variances(
        price: try row.wide(14), usage: try row.wide(15), labor: try row.wide(16)),
      completedAt: try row.instantOrNil(17), settledAt: try row.instantOrNil(18),
      organisationID: try row.intOrNil(19), receiptTotal: try row.wideOrNil(20))
  }
}
