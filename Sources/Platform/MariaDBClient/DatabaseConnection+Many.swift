/// Statements for many rows or values, cut into pieces that are prepared.
extension DatabaseConnection {
  /// Writes a row for each element. 1 round trip for each `maximum` of them.
  package func execute<Element>(
    _ series: SQLSeries, for elements: [Element], _ values: (Element) -> [SQLValue]
  ) throws(DatabaseError) {
    for range in series.chunks(of: elements.count) {
      _ = try execute(series[range.count], elements[range].flatMap(values))
    }
  }

  /// The rows that are found by a list of values. 1 round trip for each `maximum` of them.
  /// - Parameter first: the values of the statement's places before the list
  package func query<T>(
    _ list: SQLList, _ first: [SQLValue] = [], in wanted: [some SQLConvertible],
    _ make: (borrowing Row) throws(DatabaseError) -> T
  ) throws(DatabaseError) -> [T] {
    var rows: [T] = []
    for range in list.chunks(of: wanted.count) {
      rows += try query(list[range.count], first + wanted[range].map { $0.sqlValue }, make)
    }
    return rows
  }
}
