/// What makes a SKU differ from its siblings, such as colour and size: texts under names, in the
/// order in which they were written.
package struct Spec: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package let key: String
    package let value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  package let entries: [Entry]

  /// An item without variants.
  package static let none = Spec([])

  package init(_ entries: [Entry]) { self.entries = entries }

  /// The values for people, "red / XL"; nil when there are none. At most 200 characters.
  package var words: String? {
    let text = entries.map(\.value).filter { !$0.isEmpty }.joined(separator: " / ")
    return text.isEmpty ? nil : String(String.UnicodeScalarView(text.unicodeScalars.prefix(200)))
  }

  /// The bytes that it takes as JSON text.
  package var jsonBytes: Int {
    entries.reduce(max(2, entries.count + 1)) { $0 + Self.bytes($1.key) + Self.bytes($1.value) + 1 }
  }

  /// A text in quotes: control characters become six bytes, quotes and backslashes two.
  private static func bytes(_ text: String) -> Int {
    text.utf8.reduce(2) { $0 + ($1 < 0x20 ? 6 : $1 == 0x22 || $1 == 0x5C ? 2 : 1) }
  }

  /// Whether it says the same, in whatever order.
  package func matches(_ other: Spec) -> Bool {
    entries == other.entries
      || (entries.count == other.entries.count && Set(entries) == Set(other.entries))
  }
}
