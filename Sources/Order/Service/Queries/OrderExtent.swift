/// How many orders a database holds and of when the newest is: what tells one day's books from
/// another's.
package struct OrderExtent: Equatable {
  package let count: Int
  package let newest: Instant?

  private static let tableSQL = SQL(
    "order.find_table",
    """
    SELECT COUNT(*) FROM information_schema.tables
    WHERE table_schema = DATABASE() AND table_name = 'sales_order'
    """)
  private static let extentSQL = SQL(
    "order.extent", "SELECT COUNT(*), MAX(created_at) FROM sales_order")

  /// Reads it; a database that has had no migrations yet has none.
  package init(on database: DatabaseConnection) throws(DatabaseError) {
    let tables = try database.first(Self.tableSQL, []) { row throws(DatabaseError) in
      try row.count()
    }
    guard tables == 1 else {
      count = 0
      newest = nil
      return
    }
    let found = try database.first(Self.extentSQL, []) { row throws(DatabaseError) in
      (count: Int(clamping: try row.int()), newest: try row.instantOrNil())
    }
    count = found?.count ?? 0
    newest = found?.newest
  }
}
