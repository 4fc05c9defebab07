package import Kernel
package import MariaDBClient

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
