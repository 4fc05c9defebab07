/// A rule for the characters of a text, checked without a regular expression engine.
package struct TextPattern: Sendable {
  /// The same rule as a regular expression, for the OpenAPI document.
  package let expression: String
  /// What a text is told that breaks it.
  package let fault: FaultReason
  private let allows: @Sendable (UInt8) -> Bool

  /// - Parameters:
  ///   - english: what a text must be: goes on after "must be"
  ///   - chinese: the same as a whole sentence
  package init(
    expression: String, english: String, chinese: String,
    allows: @escaping @Sendable (UInt8) -> Bool
  ) {
    self.expression = expression
    fault = .other(english: "must be \(english)", chinese: chinese)
    self.allows = allows
  }

  package func matches(_ text: String) -> Bool { text.utf8.allSatisfy(allows) }

  /// Codes and document numbers: visible ASCII.
  package static let code = TextPattern(
    expression: "^[!-~]+$", english: "visible ASCII characters without spaces",
    chinese: "只能包含可见的 ASCII 字符，不含空格",
    allows: { (0x21...0x7E).contains($0) })

  /// Names that appear in document numbers: letters, digits and underscore.
  package static let channel = TextPattern(
    expression: "^[A-Za-z0-9_]+$", english: "letters, digits and underscores",
    chinese: "只能包含字母、数字和下划线",
    allows: {
      ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x5F
    })

  /// Phone numbers as they are commonly written; which of them are numbers is for their own type to
  /// say, which knows more signs.
  static let phone = TextPattern(
    expression: "^[0-9+ ().-]+$", english: "a phone number", chinese: "必须是电话号码",
    allows: { _ in true })

  /// Dates and months of the calendar; which of them exist is for their own types to say.
  package static let date = digits(
    "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", english: "a date such as 1990-05-17",
    chinese: "必须是形如 1990-05-17 的日期")
  package static let month = digits(
    "^(19[7-9]|[2-9][0-9]{2})[0-9]-(0[1-9]|1[0-2])$", english: "a month such as 2026-11",
    chinese: "必须是形如 2026-11 的月份")

  private static func digits(
    _ expression: String, english: String, chinese: String
  ) -> TextPattern {
    TextPattern(
      expression: expression, english: english, chinese: chinese,
      allows: { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D })
  }
}
