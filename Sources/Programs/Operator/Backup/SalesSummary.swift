import Kernel
import MariaDBClient
import OrderService

/// How much a database holds, in the figures that tell one day's books from another's.
struct SalesSummary {
  private let orders: OrderExtent
  let tables: Int

  private static let tablesSQL = SQL(
    "backup.count_tables",
    "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()")

  init(of database: DatabaseConnection) throws(DatabaseError) {
    tables =
      try database.first(Self.tablesSQL, []) { row throws(DatabaseError) in try row.count() } ?? 0
    orders = try OrderExtent(on: database)
  }

  /// `12,001 orders, the newest of 2026-11-30 23:10:05`
  func english(_ calendar: BusinessCalendar) -> String {
    let count = "\(Figures.count(orders.count)) orders"
    return orders.newest.map { "\(count), the newest of \(calendar.text(of: $0))" } ?? count
  }

  func chinese(_ calendar: BusinessCalendar) -> String {
    let count = "\(Figures.count(orders.count)) 张订单"
    return orders.newest.map { "\(count)（最新 \(calendar.text(of: $0))）" } ?? count
  }
}
