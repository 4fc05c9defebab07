/// Takes Swift text apart into code, comments and string literals.
///
/// Knows line and block comments (nested), strings of one and of many lines, raw strings, and
/// interpolations with strings inside. Does not know regular expression literals: there are none.
struct SwiftLexer {
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  /// The bytes, with comments and literals blanked out.
  private(set) var code: [UInt8]
  private(set) var literals: [SwiftLiteral] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    code = bytes
  }

  mutating func run() {
    while at < bytes.count { step() }
    // One inside another's interpolation was finished first.
    literals.sort { $0.offset < $1.offset }
  }

  private mutating func step() {
    switch bytes[at] {
    case UInt8(ascii: "/") where starts(with: "//"):
      while at < bytes.count, bytes[at] != 10 { blank() }
    case UInt8(ascii: "/") where starts(with: "/*"):
      blockComment()
    case UInt8(ascii: "\""):
      literal(hashes: 0)
    case UInt8(ascii: "#"):
      let hashes = bytes[at...].prefix { $0 == UInt8(ascii: "#") }.count
      if at + hashes < bytes.count, bytes[at + hashes] == UInt8(ascii: "\"") {
        literal(hashes: hashes)
      } else {
        at += hashes
      }
    default: advance()
    }
  }

  private func starts(with text: StaticString, at offset: Int = 0) -> Bool {
    bytes[(at + offset)...].starts(with: "\(text)".utf8)
  }

  /// Over one byte that stays in the code.
  private mutating func advance() {
    if bytes[at] == 10 { line += 1 }
    at += 1
  }

  /// Over one byte that is no code.
  private mutating func blank() {
    if bytes[at] == 10 { line += 1 } else { code[at] = UInt8(ascii: " ") }
    at += 1
  }

  private mutating func blank(_ count: Int) {
    for _ in 0..<count where at < bytes.count { blank() }
  }

  private mutating func blockComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        blank(2)
      } else if starts(with: "*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && at < bytes.count
  }

  /// Reads a literal whose delimiter has `hashes` number signs; its quotes stay in the code.
  private mutating func literal(hashes: Int) {
    let opening = (line: line, offset: at)
    at += hashes
    let isLong = starts(with: "\"\"\"")
    let quotes = isLong ? 3 : 1
    at += quotes
    var text: [UInt8] = []
    var interpolations: [String] = []
    while at < bytes.count, !isEnd(quotes: quotes, hashes: hashes) {
      if bytes[at] == UInt8(ascii: "\\"), hasHashes(hashes, after: 1) {
        let escaped = at + 1 + hashes
        if escaped < bytes.count, bytes[escaped] == UInt8(ascii: "(") {
          blank(1 + hashes)
          let expression = interpolation()
          interpolations.append(expression)
          text += Array("\\(\(expression))".utf8)
        } else if isLong, escaped < bytes.count, bytes[escaped] == 10 {
          blank(2 + hashes)
          while at < bytes.count, bytes[at] == UInt8(ascii: " ") { blank() }
        } else {
          text += bytes[at..<min(escaped + 1, bytes.count)]
          blank(2 + hashes)
        }
      } else {
        text.append(bytes[at])
        blank()
      }
    }
    at = min(at + quotes + hashes, bytes.count)
    literals.append(
      SwiftLiteral(
        line: opening.line, text: String(decoding: text, as: UTF8.self),
        interpolations: interpolations, offset: opening.offset))
  }

  private func isEnd(quotes: Int, hashes: Int) -> Bool {
    bytes[at] == UInt8(ascii: "\"") && (quotes == 1 || starts(with: "\"\"\""))
      && hasHashes(hashes, after: quotes)
  }

  private func hasHashes(_ count: Int, after offset: Int) -> Bool {
    let start = at + offset
    return start + count <= bytes.count
      && bytes[start..<start + count].allSatisfy { $0 == UInt8(ascii: "#") }
  }

  /// Over `( … )` after a backslash; returns what is between. Literals inside count as literals.
  private mutating func interpolation() -> String {
    let start = at + 1
    var depth = 0
    repeat {
      switch bytes[at] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      if bytes[at] == UInt8(ascii: "\"") { literal(hashes: 0) } else { blank() }
    } while depth > 0 && at < bytes.count
    return String(decoding: bytes[start..<max(start, at - 1)], as: UTF8.self)
  }
}
