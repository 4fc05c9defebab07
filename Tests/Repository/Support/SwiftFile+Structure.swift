/// What stands between brackets.
extension SwiftFile {
  /// A function, initialiser, subscript or computed property with a body.
  struct Function {
    let name: String
    let line: Int
    /// From the line of its name to that of its closing brace.
    let lines: Int
  }

  /// A call, by its code.
  struct Invocation {
    let line: Int
    /// The literals among its arguments, without those of calls further inside interpolations.
    let literals: [SwiftLiteral]
    /// The arguments as written.
    let arguments: String
  }

  /// Counts braces, which formatted code allows.
  var functions: [Function] {
    let bytes = Array(code.utf8)
    let pattern = Pattern(#"(?<![.\w])(func\s+[^\s(<]+|init(?=[?!(<])|subscript(?=[(<])|deinit\b)"#)
    var found: [Function] = []
    var starts: [Int] = [0]
    for (index, byte) in bytes.enumerated() where byte == 10 { starts.append(index + 1) }
    // The code is all ASCII but for names; offsets are made of lines and columns to be exact.
    for match in pattern.matches(in: code) {
      let lineStart = starts[match.line - 1]
      let column = Array(codeLines[match.line - 1].utf8)
      let needle = Array(match[0].utf8)
      let inLine = (0..<column.count).first { column[$0...].starts(with: needle) } ?? 0
      guard let body = Self.bodyStart(bytes, lineStart + inLine + needle.count),
        let end = Self.closing(bytes, body)
      else { continue }
      let lastLine = match.line + bytes[lineStart...end].count { $0 == 10 }
      found.append(
        Function(name: match[0], line: match.line, lines: lastLine - match.line + 1))
    }
    return found
  }

  /// The brace that opens a body, or nil for a requirement without one.
  private static func bodyStart(_ bytes: [UInt8], _ start: Int) -> Int? {
    var depth = 0
    for index in start..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "{") where depth == 0: return index
      case UInt8(ascii: "}") where depth <= 0: return nil
      // A blank line ends a requirement.
      case 10 where depth == 0 && index + 1 < bytes.count && bytes[index + 1] == 10: return nil
      default: break
      }
    }
    return nil
  }

  /// The bracket that closes the one at `open`.
  static func closing(_ bytes: [UInt8], _ open: Int) -> Int? {
    var depth = 0
    for index in open..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  /// Every call of a function or initialiser by this exact name, with what follows as a trailing
  /// closure.
  func invocations(of name: String) -> [Invocation] {
    let bytes = Array(code.utf8)
    let original = Array(text.utf8)
    let needle = Array((name + "(").utf8)
    var found: [Invocation] = []
    var line = 1
    for index in bytes.indices {
      if bytes[index] == 10 { line += 1 }
      guard bytes[index] == needle[0], bytes[index...].starts(with: needle),
        index == 0 || !Self.isNamePart(bytes[index - 1]),
        var end = Self.closing(bytes, index + needle.count - 1)
      else { continue }
      // A trailing closure.
      let rest = bytes[(end + 1)...].prefix { $0 == UInt8(ascii: " ") }.count
      if end + 1 + rest < bytes.count, bytes[end + 1 + rest] == UInt8(ascii: "{") {
        end = Self.closing(bytes, end + 1 + rest) ?? end
      }
      let range = index...end
      found.append(
        Invocation(
          line: line, literals: literals.filter { range.contains($0.offset) },
          arguments: String(decoding: original[(index + needle.count)...end], as: UTF8.self)))
    }
    return found
  }

  /// The head, up to its brace or value, of the nearest declaration that a line is inside of, going
  /// by the indentation of formatted code; "" at the top.
  func declaration(around line: Int) -> String {
    let lines = codeLines
    func indentation(_ index: Int) -> Int { lines[index].prefix { $0 == " " }.count }
    let access = "(?:(?:package|private|fileprivate|static|mutating|final) )*"
    let start = Pattern("^ *\(access)(?:static let\\b|func\\b|init\\b|var [^=]*\\{$)")
    var index = line - 1
    let depth = indentation(index)
    while index >= 0 {
      let isOutside = index == line - 1 || (!lines[index].isEmpty && indentation(index) < depth)
      if isOutside, start.isFound(in: String(lines[index])) {
        let rest = lines[index...].joined(separator: "\n")
        return String(rest.prefix { $0 != "{" && $0 != "=" })
      }
      index -= 1
    }
    return ""
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || (0x30...0x39).contains(byte)
      || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
  }
}
