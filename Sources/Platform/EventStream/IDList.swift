import MariaDBClient

/// A statement with a list of ids, `IN (?, ?, …)`, for lists of any length.
///
/// Only a few lengths are ever prepared: a shorter list is filled up with its last id, which an IN
/// list does not mind.
final class IDList: Sendable {
  static let maximum = 512
  private static let sizes = [1, 4, 16, 64, 128, maximum]
  private let statements: [SQL]

  /// - Parameter build: the text around a list of placeholders; the ids are its last values
  init(_ name: StaticString, _ build: (_ placeholders: String) -> String) {
    statements = Self.sizes.map { size in SQL(name, build(SQLSeries.repeated("?", size))) }
  }

  /// The statement and its values for 1...512 ids.
  func call(_ first: [SQLValue] = [], _ ids: some Collection<Int64>) -> (SQL, [SQLValue]) {
    let index = Self.sizes.firstIndex { ids.count <= $0 } ?? Self.sizes.count - 1
    var values = first
    values.reserveCapacity(first.count + Self.sizes[index])
    var last: Int64 = 0
    for id in ids {
      last = id
      values.append(.int(id))
    }
    for _ in ids.count..<max(Self.sizes[index], ids.count) { values.append(.int(last)) }
    return (statements[index], values)
  }

  /// Slices of at most 512 ids.
  static func chunks(_ ids: [Int64]) -> [ArraySlice<Int64>] {
    stride(from: 0, to: ids.count, by: maximum).map { ids[$0..<min($0 + maximum, ids.count)] }
  }
}
