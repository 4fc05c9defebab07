import Synchronization

/// One statement: a constant text with `?` for every value, and a name for logs and errors.
///
/// Make each once, as a `static let`: a connection keeps its prepared form under `id`. A text is
/// never put together from values.
package final class SQL: Sendable {
  package let name: String
  package let text: String
  /// Dense over the process, so that a connection finds its prepared form in an array.
  package let id: Int
  /// How the values fill the places; nil: there are as many.
  let filling: SQLFilling?

  private static let made = Atomic<Int>(0)

  /// - Parameters:
  ///   - name: what errors and logs call the statement, such as "order.insert"
  ///   - text: one statement, without a semicolon at its end
  package init(_ name: StaticString, _ text: String) {
    self.name = name.description
    self.text = text
    self.id = Self.made.wrappingAdd(1, ordering: .relaxed).oldValue
    self.filling = nil
  }

  /// A form of `SQLList` with fewer values than it has places for.
  init(_ form: SQL, _ filling: SQLFilling) {
    name = form.name
    text = form.text
    id = form.id
    self.filling = filling
  }
}

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

/// The same statement for a list of 1, 2, … `maximum` values that it looks for, such as
/// `IN (?, ?, …)`: of which only a few lengths are ever prepared, since the server has room for so
/// many forms only. A shorter list is filled up with its last value, which finds the same rows.
///
/// Rows to insert cannot be filled up; for these there is `SQLSeries`.
package final class SQLList: Sendable {
  package let maximum: Int
  private let variants: [SQL]

  /// - Parameter build: the text for a number of values, 1...maximum. The values are the only
  ///   places that depend on it, all of them in a row.
  package init(_ name: StaticString, maximum: Int = 20, _ build: @Sendable (Int) -> String) {
    self.maximum = maximum
    let (one, two) = (build(1).utf8, build(2).utf8)
    let width = Self.places(in: two) - Self.places(in: one)
    let start = Self.places(in: zip(one, two).prefix { $0 == $1 }.map(\.0)) - width
    var variants: [SQL] = []
    for size in Self.lengths(upTo: maximum) {
      let form = SQL(name, build(size))
      for count in variants.count + 1..<size {
        variants.append(
          SQL(form, SQLFilling(end: start + count * width, width: width, times: size - count)))
      }
      variants.append(form)
    }
    self.variants = variants
  }

  /// The statement for `count` values, 1...maximum: it takes as many.
  package subscript(_ count: Int) -> SQL { variants[count - 1] }

  /// Ranges that cover `0..<count`, none longer than `maximum`.
  package func chunks(of count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: maximum).map { $0..<min($0 + maximum, count) }
  }

  /// The lengths that are prepared: 1, 2, 4, … and the longest.
  private static func lengths(upTo maximum: Int) -> [Int] {
    var lengths = [1]
    while let last = lengths.last, last < maximum { lengths.append(min(last * 2, maximum)) }
    return lengths
  }

  private static func places(in text: some Sequence<UInt8>) -> Int {
    text.count { $0 == UInt8(ascii: "?") }
  }
}

/// How a statement's values fill the places of a longer form.
struct SQLFilling: Sendable {
  /// Where the list ends among the values.
  let end: Int
  /// How many values each thing in it has.
  let width: Int
  /// How often its last is said again.
  let times: Int

  func filled(_ values: [SQLValue]) -> [SQLValue] {
    guard end <= values.count, width <= end else { return values }
    var filled: [SQLValue] = []
    filled.reserveCapacity(values.count + times * width)
    filled += values[..<end]
    for _ in 0..<times { filled += values[(end - width)..<end] }
    filled += values[end...]
    return filled
  }
}
