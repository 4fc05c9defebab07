import CostDomain
import Kernel
import MariaDBClient

/// Reads sheets as they are stored.
enum SheetReader {
  private static let columns = """
    \(SheetStore.columns), planned_qty, defect_qty, scrap_qty, material, labor, overhead, \
    unit_cost, labor_variance, completed_at, settled_at, org_id, receipt_total, late_total, \
    revision, is_cancelled
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
      sheet: try SheetStore.sheet(row), planned: try row.decimal(10), defect: try row.decimal(11),
      scrap: try row.decimal(12), material: try row.wide(13), labor: try row.wide(14),
      overhead: try row.wide(15), unitCost: try row.wide(16), laborVariance: try row.wide(17),
      completedAt: try row.instantOrNil(18), settledAt: try row.instantOrNil(19),
      organisationID: try row.intOrNil(20), receiptTotal: try row.wideOrNil(21),
      lateTotal: try row.wide(22), revision: try row.int(23), isCancelled: try row.bool(24))
  }
}
