import Testing

/// Aim: what the platform offers to all others can be read without its code.
@Suite struct DocumentationTests {
  static let platform = Checkout.sources.filter { $0.path.hasPrefix("Sources/Platform/") }

  /// Every type; and every function that can throw, since its errors are part of what it does.
  /// Where a name says all (a property, a conversion, a comparison) nothing is asked for.
  @Test func typesAndThrowingFunctionsSayWhatTheyAre() {
    let type = Pattern(#"^ *package (?:final |indirect )*(?:struct|class|enum|protocol) (\w+)"#)
    let function = Pattern(
      #"^ *package (?:static |mutating |final )*(?:func ([^\s(<]+)|init\b)[^{]*?\bthrows\b"#)
    var faults: [String] = []
    for file in Self.platform {
      let lines = file.lines
      for match in type.matches(in: file.code) where !Self.isDocumented(lines, match.line) {
        faults.append("\(file.place(match.line)): \(match[1])")
      }
      for match in function.matches(in: file.code)
      where !Self.isDocumented(lines, match.line) && !Self.isOneOfAGroup(lines, match.line) {
        faults.append("\(file.place(match.line)): \(match[1].isEmpty ? "init" : match[1])")
      }
    }
    expectNone(faults)
  }

  private static func isDocumented(_ lines: [Substring], _ line: Int) -> Bool {
    var above = line - 2
    while above >= 0, lines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
    return above >= 0 && lines[above].drop { $0 == " " }.hasPrefix("///")
  }

  /// Readers of one kind for each type of value (`int`, `text`, …): the type's comment speaks for
  /// all of them.
  private static func isOneOfAGroup(_ lines: [Substring], _ line: Int) -> Bool {
    let declaration = lines[line - 1..<min(line + 2, lines.count)].joined()
    return declaration.contains("throws(PayloadFault)") || declaration.contains("OrNil")
  }
}
