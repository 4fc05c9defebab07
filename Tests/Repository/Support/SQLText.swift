/// The SQL in Swift files.
enum SQLText {
  /// A literal with SQL in it.
  struct Fragment {
    let file: SwiftFile
    let line: Int
    let text: String
    let interpolations: [String]

    var place: String { file.place(line) }

    /// The tables that it names: those after a keyword, and known names that nothing else has.
    var tables: Set<String> {
      let named = SQLText.reference.matches(in: text).map { $0[1] }
      let words = SQLText.word.matches(in: text).map { $0[0] }
        .filter { $0.contains("_") && Migrations.owners[$0] != nil }
      return Set(named).union(words)
    }
  }

  private static let keyword = Pattern(
    anyOf: [
      "SELECT", "INSERT INTO", "INSERT IGNORE", "UPDATE", "DELETE FROM", "FROM", "JOIN", "WHERE",
      "ORDER BY", "VALUES", "ON DUPLICATE",
    ]
  )
  private static let reference = Pattern(
    #"\b(?:FROM|JOIN|INTO|UPDATE|IGNORE)\s+`?([a-z][a-z0-9_]*)"#)
  private static let word = Pattern(#"\b[a-z][a-z0-9_]*\b"#)

  static let fragments: [Fragment] = Checkout.sources.flatMap { file in
    file.literals.filter { keyword.isFound(in: $0.text) }.map {
      Fragment(file: file, line: $0.line, text: $0.text, interpolations: $0.interpolations)
    }
  }
}
