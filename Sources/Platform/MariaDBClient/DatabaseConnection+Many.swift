/// Statements for many rows or values, cut into pieces that are prepared: 1 round trip for each
/// `maximum` of them, none for none.
extension DatabaseConnection {
  /// Writes a row for each element.
  /// - Returns: how many rows were changed
  @discardableResult
  package func execute<Element>(
    _ series: SQLSeries, for elements: [Element], _ values: (Element) -> [SQLValue]
  ) throws(DatabaseError) -> Int {
    var changed = 0
    for range in series.chunks(of: elements.count) {
      changed += try execute(series[range.count], elements[range].flatMap(values)).affectedRows
    }
    return changed
  }

  /// Changes the rows that are found by a list of values.
  /// - Parameter first: the values of the statement's places before the list
  /// - Returns: how many rows were changed
  @discardableResult
  package func execute(
    _ list: SQLList, _ first: [SQLValue] = [], in wanted: [some SQLConvertible]
  ) throws(DatabaseError) -> Int {
    var changed = 0
    for range in list.chunks(of: wanted.count) {
      let values = first + wanted[range].map { $0.sqlValue }
      changed += try execute(list[range.count], values).affectedRows
    }
    return changed
  }

  /// The rows that are found by a list of values.
  /// - Parameters:
  ///   - first: the values of the statement's places before the list
  ///   - last: those after it
  package func query<T>(
    _ list: SQLList, _ first: [SQLValue] = [], in wanted: [some SQLConvertible],
    then last: [SQLValue] = [], _ make: (borrowing Row) throws(DatabaseError) -> T
  ) throws(DatabaseError) -> [T] {
    var rows: [T] = []
    for range in list.chunks(of: wanted.count) {
      rows += try query(list[range.count], first + wanted[range].map { $0.sqlValue } + last, make)
    }
    return rows
  }

  /// The rows that are found by a list of values, by their key; of two with one key, the last.
  package func dictionary<Key: Hashable, Value>(
    _ list: SQLList, _ first: [SQLValue] = [], in wanted: [some SQLConvertible],
    then last: [SQLValue] = [], _ make: (borrowing Row) throws(DatabaseError) -> (Key, Value)
  ) throws(DatabaseError) -> [Key: Value] {
    Dictionary(try query(list, first, in: wanted, then: last, make)) { $1 }
  }

  /// The rows that are found by a list of values, in groups by their key.
  package func groups<Key: Hashable, Value>(
    _ list: SQLList, _ first: [SQLValue] = [], in wanted: [some SQLConvertible],
    _ make: (borrowing Row) throws(DatabaseError) -> (Key, Value)
  ) throws(DatabaseError) -> [Key: [Value]] {
    var groups: [Key: [Value]] = [:]
    for (key, value) in try query(list, first, in: wanted, make) {
      groups[key, default: []].append(value)
    }
    return groups
  }
}
