/// A Swift file, and what can be told of it without a compiler.
struct SwiftFile: Sendable {
  let path: String
  let text: String
  /// The text with comments, and the contents of string literals, as spaces: what is left is code,
  /// on the same lines.
  let code: String
  let literals: [SwiftLiteral]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    var lexer = SwiftLexer(text)
    lexer.run()
    code = String(decoding: lexer.code, as: UTF8.self)
    literals = lexer.literals
  }

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  var codeLines: [Substring] { code.split(separator: "\n", omittingEmptySubsequences: false) }

  /// `path:line`, as compilers write it.
  func place(_ line: Int) -> String { "\(path):\(line)" }

  /// The modules that it imports.
  var imports: [String] {
    let pattern = Pattern(
      #"^\s*(?:@\w+ )*(?:package |internal |private )?import (?:struct |enum |func )?(\w+)"#
    )
    return pattern.matches(in: code).map { $0[1] }
  }
}

/// A string literal.
struct SwiftLiteral: Sendable {
  /// The line that it begins on, from 1.
  let line: Int
  /// Its contents as written, escapes included, each interpolation as `\(…)`.
  let text: String
  /// The expressions inside `\( )`, in order.
  let interpolations: [String]
  /// Offset of its opening delimiter in the file's bytes.
  let offset: Int
}
