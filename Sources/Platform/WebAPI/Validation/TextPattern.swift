/// A rule for the characters of a text, checked without a regular expression engine.
package struct TextPattern: Sendable {
  /// The same rule as a regular expression, for the OpenAPI document.
  package let expression: String
  /// The rule in words, for the fault.
  package let words: String
  private let allows: @Sendable (UInt8) -> Bool

  package init(
    expression: String, words: String, allows: @escaping @Sendable (UInt8) -> Bool
  ) {
    self.expression = expression
    self.words = words
    self.allows = allows
  }

  package func matches(_ text: String) -> Bool { text.utf8.allSatisfy(allows) }

  /// Codes and document numbers: visible ASCII.
  package static let code = TextPattern(
    expression: "^[!-~]+$", words: "visible ASCII characters without spaces",
    allows: { (0x21...0x7E).contains($0) })

  /// Names that appear in document numbers: lower case letters, digits and underscore.
  package static let channel = TextPattern(
    expression: "^[A-Za-z0-9_]+$", words: "letters, digits and underscores",
    allows: {
      ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x5F
    })

  /// Phone numbers: digits, with an optional plus, spaces and hyphens.
  package static let phone = TextPattern(
    expression: "^[0-9+ -]+$", words: "digits, plus, spaces and hyphens",
    allows: { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2B || $0 == 0x2D || $0 == 0x20 })

  /// Dates and months of the calendar; which of them exist is for their own types to say.
  package static let date = digits(
    "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", words: "a date such as 1990-05-17")
  package static let month = digits(
    "^(19[7-9]|[2-9][0-9]{2})[0-9]-(0[1-9]|1[0-2])$", words: "a month such as 2026-11")

  private static func digits(_ expression: String, words: String) -> TextPattern {
    TextPattern(
      expression: expression, words: words,
      allows: { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D })
  }
}
