package import MariaDBClient

/// The statements of a list: how many rows there are, and a page of them in each order that a
/// client may ask for. An ORDER BY takes no placeholder, so each order is a text of its own.
package struct ListSQL: Sendable {
  private let count: SQL
  private let pages: [String: SQL]

  /// - Parameters:
  ///   - selected: the columns of a row
  ///   - matching: from `FROM` on. A filter that not everybody gives is written
  ///     `(? IS NULL OR column = ?)`: where it is NULL the optimiser drops it, and where it is
  ///     given it drops the NULL's half, so that an index serves. See `filters`.
  ///   - orders: ORDER BY for what `sort` may say, a leading minus included
  package init(
    _ name: StaticString, select selected: String, _ matching: String, orders: [String: String]
  ) {
    count = SQL(name, "SELECT COUNT(*) \(matching)")
    pages = orders.mapValues { order in
      SQL(name, "SELECT \(selected) \(matching) ORDER BY \(order) LIMIT ? OFFSET ?")
    }
  }

  /// The page that was asked for.
  package func page<Element>(
    _ listing: Listing, _ values: [SQLValue] = [], on database: DatabaseConnection,
    _ make: (borrowing Row) throws(DatabaseError) -> Element
  ) throws(DatabaseError) -> Page<Element> {
    guard let sql = pages[listing.order] else {
      throw .unreadable(count.name, "no statement sorts by \(listing.order)")
    }
    return try Page.read(listing.page, count: count, values, on: database) {
      bounded throws(DatabaseError) in try database.query(sql, bounded, make)
    }
  }
}
