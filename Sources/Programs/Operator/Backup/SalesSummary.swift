import Kernel
import MariaDBClient

/// How much a database holds, in the figures that tell one day's books from another's.
struct SalesSummary: Equatable {
  let orders: Int
  let newest: Instant?
  let tables: Int

  private static let tablesSQL = SQL(
    "backup.count_tables",
    "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()")
  private static let ordersTableSQL = SQL(
    "backup.find_orders",
    """
    SELECT COUNT(*) FROM information_schema.tables
    WHERE table_schema = DATABASE() AND table_name = 'sales_order'
    """)
  private static let ordersSQL = SQL(
    "backup.count_orders", "SELECT COUNT(*), MAX(created_at) FROM sales_order")

  init(of database: DatabaseConnection) throws(DatabaseError) {
    tables = Int(clamping: try Self.number(Self.tablesSQL, database))
    guard try Self.number(Self.ordersTableSQL, database) > 0 else {
      orders = 0
      newest = nil
      return
    }
    let found = try database.first(Self.ordersSQL, []) { row throws(DatabaseError) in
      (orders: Int(clamping: try row.int()), newest: try row.instantOrNil())
    }
    orders = found?.orders ?? 0
    newest = found?.newest
  }

  private static func number(
    _ sql: SQL, _ database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.first(sql, []) { row throws(DatabaseError) in try row.int() } ?? 0
  }

  /// `12,001 orders, the newest of 2026-11-30 23:10:05`
  func english(_ calendar: BusinessCalendar) -> String {
    let count = "\(Figures.count(orders)) orders"
    return newest.map { "\(count), the newest of \(calendar.text(of: $0))" } ?? count
  }

  func chinese(_ calendar: BusinessCalendar) -> String {
    let count = "\(Figures.count(orders)) 张订单"
    return newest.map { "\(count)（最新 \(calendar.text(of: $0))）" } ?? count
  }
}
