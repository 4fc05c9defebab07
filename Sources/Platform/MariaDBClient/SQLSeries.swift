/// The same statement for 1, 2, … `maximum` rows: many-row INSERTs, and changes by CASE. For lists
/// of values to look for there is `SQLList`.
///
/// Longer inputs are cut with `chunks(of:)`, so that the number of prepared forms stays bounded.
package final class SQLSeries: Sendable {
  package let maximum: Int
  private let variants: [SQL]

  /// - Parameter build: the text for a number of rows, 1...maximum; see `repeated(_:_:)`
  package init(_ name: StaticString, maximum: Int = 20, _ build: @Sendable (Int) -> String) {
    self.maximum = maximum
    self.variants = (1...maximum).map { SQL(name, build($0)) }
  }

  /// The statement for `rows` rows, 1...maximum.
  package subscript(_ rows: Int) -> SQL { variants[rows - 1] }

  /// Ranges that cover `0..<count`, none longer than `maximum`.
  package func chunks(of count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: maximum).map { $0..<min($0 + maximum, count) }
  }

  /// `repeated("(?,?)", 3)` is `"(?,?),(?,?),(?,?)"`.
  package static func repeated(_ placeholders: String, _ count: Int) -> String {
    Array(repeating: placeholders, count: count).joined(separator: ",")
  }
}
