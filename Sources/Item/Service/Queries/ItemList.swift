/// The list of items: filters, order and pages.
enum ItemList {
  private static let conditions = [
    "i.search_text LIKE ?",
    """
    i.category_id IN (WITH RECURSIVE below AS (SELECT category_id FROM category \
    WHERE category_id = ? UNION SELECT c.category_id FROM category c \
    JOIN below b ON c.parent_id = b.category_id) SELECT category_id FROM below)
    """,
    "i.kind = ?", "i.status = ?",
  ]

  /// Ids are given out in order of creation, and the primary key sorts for nothing.
  private static let columns = [
    "created_at": "i.item_id", "name": "i.name", "code": "i.code", "item_id": "i.item_id",
  ]

  /// Every combination of filters is a constant text of its own: below the OR of a filter that need
  /// not be given, the subquery over categories would not be joined.
  private static let counts: [SQL] = (0..<16).map { filters in
    SQL("item.count", "SELECT COUNT(*) FROM item i\(whereClause(filters))")
  }

  private static let pages: [String: [SQL]] = Dictionary(
    uniqueKeysWithValues: columns.keys.flatMap { name in
      ["", " DESC"].map { direction in
        (
          direction.isEmpty ? name : "-\(name)",
          (0..<16).map { page(sortedBy: name, direction, filters: $0) }
        )
      }
    })

  private static func whereClause(_ filters: Int) -> String {
    let wanted = conditions.indices.filter { filters & 1 << $0 != 0 }.map { conditions[$0] }
    return wanted.isEmpty ? "" : " WHERE \(wanted.joined(separator: " AND "))"
  }

  private static func page(sortedBy name: String, _ direction: String, filters: Int) -> SQL {
    let order = "\(columns[name] ?? "i.item_id")\(direction), i.item_id\(direction)"
    return SQL(
      "item.page",
      """
      SELECT \(ItemRows.columns) FROM (SELECT i.item_id FROM item i\(whereClause(filters)) \
      ORDER BY \(order) LIMIT ? OFFSET ?) page JOIN item i ON i.item_id = page.item_id \
      \(ItemRows.joins) ORDER BY \(order)
      """)
  }

  /// Two round trips: the number of all, and the page.
  static func read(
    _ query: ItemFilter, on database: DatabaseConnection
  ) throws(DatabaseError) -> Page<Item> {
    var values: [SQLValue] = []
    var filters = 0
    func add(_ bit: Int, _ value: SQLValue?) {
      guard let value else { return }
      filters |= 1 << bit
      values.append(value)
    }
    add(0, query.keyword.map { .containing(TextForm.folded($0)) })
    add(1, query.categoryID.map { .int($0) })
    add(2, query.kind.map { .text($0.rawValue) })
    add(3, query.status.map { .text($0.rawValue) })
    guard let statements = pages[query.listing.order] else {
      return Page([], of: 0, query.listing.page)
    }
    return try Page.read(query.listing.page, count: counts[filters], values, on: database) {
      bounded throws(DatabaseError) in
      try ItemQueries.read(statements[filters], bounded, on: database)
    }
  }
}
