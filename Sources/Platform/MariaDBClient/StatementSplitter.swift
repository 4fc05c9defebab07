/// Cuts the text of an SQL file into statements.
///
/// The rule: a `;` at the end of a line ends a statement, where only blanks may follow it on the
/// line, and where it is outside quotes ('…', "…", `…`) and comments (`-- …`, `# …`, `/* … */`).
/// What follows the last one may only be comments and blanks.
package struct StatementSplitter {
  private let text: [UInt8]
  private var position = 0
  private var statements: [String] = []
  private var start = 0
  /// Whether anything but comments and blanks was seen since `start`.
  private var hasCode = false

  /// The statements in order, without their semicolons; nil when the last one is not ended, or a
  /// quote or comment is left open.
  package static func split(_ text: String) -> [String]? {
    var splitter = StatementSplitter(text: Array(text.utf8))
    return splitter.run() ? splitter.statements : nil
  }

  private init(text: [UInt8]) { self.text = text }

  private mutating func run() -> Bool {
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        hasCode = true
        guard skipQuoted() else { return false }
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "-") where startsLineComment: skipLine()
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
        // The server runs what is in `/*! … */`.
        if byte(2) == UInt8(ascii: "!") { hasCode = true }
        guard skipBlockComment() else { return false }
      case UInt8(ascii: ";") where endsLine:
        let statement = text[start..<position].drop(while: Self.isBlank)
        if hasCode { statements.append(String(decoding: statement, as: UTF8.self)) }
        position += 1
        start = position
        hasCode = false
      case let other:
        if !Self.isBlank(other) { hasCode = true }
        position += 1
      }
    }
    return !hasCode
  }

  private func byte(_ ahead: Int) -> UInt8? {
    position + ahead < text.count ? text[position + ahead] : nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (9...13).contains(byte)
  }

  private var startsLineComment: Bool {
    byte(1) == UInt8(ascii: "-") && byte(2).map(Self.isBlank) ?? true
  }

  private var endsLine: Bool {
    for next in text[(position + 1)...] {
      if next == UInt8(ascii: "\n") { return true }
      if !Self.isBlank(next) { return false }
    }
    return true
  }

  private mutating func skipLine() {
    while position < text.count, text[position] != UInt8(ascii: "\n") { position += 1 }
  }

  private mutating func skipBlockComment() -> Bool {
    position += 2
    while let next = byte(1) {
      if text[position] == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
        position += 2
        return true
      }
      position += 1
    }
    return false
  }

  /// A doubled quote is read as two quoted texts side by side, which comes to the same.
  private mutating func skipQuoted() -> Bool {
    let quote = text[position]
    position += 1
    while position < text.count {
      if text[position] == quote {
        position += 1
        return true
      }
      let escapes = text[position] == UInt8(ascii: "\\") && quote != UInt8(ascii: "`")
      position += escapes ? 2 : 1
    }
    return false
  }
}
