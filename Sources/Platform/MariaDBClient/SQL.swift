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
