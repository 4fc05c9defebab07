package import Kernel
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

extension Page {
  /// Two round trips: the number of all, and the page, unless it lies beyond them.
  /// - Parameter rows: reads a page, given the values with those of LIMIT and OFFSET behind them
  package static func read(
    _ request: PageRequest, count: SQL, _ values: [SQLValue], on database: DatabaseConnection,
    _ rows: ([SQLValue]) throws(DatabaseError) -> [Element]
  ) throws(DatabaseError) -> Page {
    let total = try database.first(count, values) { row throws(DatabaseError) in try row.int() }
    guard let total, total > request.offset else { return Page([], of: total ?? 0, request) }
    return Page(try rows(values + [.of(request.size), .of(request.offset)]), of: total, request)
  }
}

/// How a list is asked for: page, size and order. Part of a query's `RequestBody`.
package struct Listing: Sendable {
  package let page: PageRequest
  /// One of the allowed names, and the direction.
  package let sort: String
  package let isDescending: Bool

  /// The order as `sort` names it, such as `-created_at`.
  package var order: String { isDescending ? "-\(sort)" : sort }
}

/// How a ledger is asked for: what comes after a cursor.
package struct LedgerPosition: Sendable {
  /// 0 for the beginning.
  package let after: Int64
  package let size: Int
}

/// What a list is cut to: from a moment on, and until another; nil is open.
package typealias TimeSpan = (from: Instant?, to: Instant?)

extension Fields {
  /// `from` and `to`.
  package mutating func timeSpan() -> TimeSpan { (optionalInstant("from"), optionalInstant("to")) }

  /// `page`, `size` (≤ 200) and `sort`; the first of `sorts` is used when none is named. A
  /// leading minus in `sorts` or in the request means descending.
  package mutating func listing(sorts: [String]) -> Listing {
    let page = optionalCount("page", 1...1_000_000) ?? 1
    let size = optionalCount("size", 1...200) ?? 20
    let names = sorts.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 }
    let asked = optionalText("sort", oneOf: names + names.map { "-\($0)" }) ?? sorts.first ?? ""
    let isDescending = asked.hasPrefix("-")
    let name = isDescending ? String(asked.dropFirst()) : asked
    return Listing(
      page: PageRequest(page: page, size: size) ?? .first,
      sort: names.contains(name) ? name : names.first ?? "", isDescending: isDescending)
  }

  /// `after` and `size` (≤ 200).
  package mutating func ledgerPosition() -> LedgerPosition {
    let after = optionalInteger("after", 0...Identifier.maximum) ?? 0
    let size = optionalCount("size", 1...200) ?? 20
    return LedgerPosition(after: after, size: size)
  }
}
