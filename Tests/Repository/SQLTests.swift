import Testing

/// Aim: a value never becomes part of a statement's text; it is always bound.
@Suite struct SQLTests {
  /// What may stand inside a statement's text besides constants of the same module: parts that are
  /// chosen among constants while the statements are made, once, at start. Reviewed one by one.
  static let reviewed: Set = [
    "whereClause(filters)", #"wanted.joined(separator: " AND ")"#, "order", "lead", "condition",
    "column", "placeholders", "ids", "marks", "selected", "matching",
  ]

  static let product = Checkout.sources.filter { !$0.path.hasPrefix("Sources/Tools/") }

  static let constructors = ["SQL", "SQLSeries", "SQLList", "ListSQL"]

  @Test func statementsAreFound() {
    #expect(SQLText.fragments.count > 80)
  }

  /// Interpolations in SQL text are placeholders, or constants by name.
  @Test func textsAreMadeOfConstants() {
    var faults: [String] = []
    for fragment in SQLText.fragments where !Self.isProse(fragment) {
      for expression in fragment.interpolations where !Self.isConstant(expression, fragment.file) {
        faults.append("\(fragment.place): \\(\(expression))")
      }
    }
    expectNone(faults)
  }

  /// A statement is made once, as a constant. A function may make it, if that is all it does: then
  /// its caller is such a constant.
  @Test func statementsAreConstants() {
    let constant = Pattern(#"\bstatic let \w+|\bfunc [\s\S]*-> (?:SQL|\[SQL\]|AuditCheck) $"#)
    var faults: [String] = []
    for file in Self.product where !Self.makers.contains(file.path) {
      for name in Self.constructors {
        for call in file.invocations(of: name) {
          let declaration = file.declaration(around: call.line)
          if !constant.isFound(in: declaration) {
            faults.append("\(file.place(call.line)): \(name)( in \(declaration)")
          }
        }
      }
    }
    expectNone(faults)
  }

  /// The files that make several statements out of one text.
  static let makers: Set = [
    "Sources/Platform/MariaDBClient/SQL.swift",
    "Sources/Platform/WebAPI/Listing/Lists.swift",
  ]

  /// A name leads from a log line to one statement.
  @Test func namesAreUnique() {
    var places: [String: [String]] = [:]
    for file in Self.product {
      for name in Self.constructors + ["statement"] {
        for call in file.invocations(of: name) {
          guard let first = call.literals.first,
            call.arguments.drop(while: \.isWhitespace).hasPrefix("\"")
          else { continue }
          places[first.text, default: []].append(file.place(call.line))
        }
      }
    }
    #expect(places.count > 60)
    expectNone(places.filter { $0.value.count > 1 }.map { "\($0.key): \($0.value)" }.sorted())
    let form = Pattern(#"^[a-z_]+(?:\.[a-z_]+)+$"#)
    expectNone(places.keys.filter { !form.isFound(in: $0) }.sorted(), "as in order.insert")
  }

  /// A list of values is filled up to a few lengths, so that the server need not keep a form for
  /// each length. Changes by CASE and rows to insert cannot be, nor two lists in one text.
  @Test func listsHaveFewForms() {
    let series = Self.product.flatMap { file in
      file.invocations(of: "SQLSeries").map { (file.place($0.line), $0.arguments) }
    }
    #expect(series.count > 30)
    let list = Pattern(#"\bIN \(\\\(SQLSeries"#)
    expectNone(
      series.filter { _, text in
        list.matches(in: text).count == 1 && !text.contains("CASE") && !text.contains("VALUES")
      }.map(\.0))
  }

  /// Text goes to the server as text in migrations and nowhere else.
  @Test func onlyMigrationsSendText() {
    let callers = Checkout.sources.filter { !$0.path.hasPrefix("Sources/Platform/MariaDBClient/") }
      .filter { !$0.invocations(of: ".administer").isEmpty || $0.code.contains(".administer(") }
      .map(\.path).filter {
        !$0.hasPrefix("Sources/Programs/Operator/") && !$0.hasPrefix("Sources/Tools/")
      }
    expectNone(callers)
  }

  /// The server's own dialect is left out where another server would not take it.
  @Test func plainSQL() {
    let banned = Pattern(
      anyOf: [
        "GET_LOCK", "RELEASE_LOCK", "LOCK TABLES", "CALL", "FOUND_ROWS", "SQL_CALC_FOUND_ROWS",
        "SLEEP", "LOAD_FILE", "OUTFILE", "REPLACE INTO",
      ]
    )
    expectNone(
      SQLText.fragments.flatMap { fragment in
        banned.matches(in: fragment.text).map { "\(fragment.place): \($0[0])" }
      })
  }

  /// IGNORE locks a row that is there for reading only: whoever then locks it for writing waits for
  /// the other who did the same. ON DUPLICATE KEY UPDATE takes the lock at once.
  @Test func noIgnoreBeforeALock() {
    let ignored = Pattern(#"INSERT IGNORE INTO (\w+)"#)
    let locked = Pattern(#"FROM (\w+) [^;]*FOR UPDATE"#)
    let centres = SQLText.fragments.filter { $0.file.path.contains("/Service/") }
    func tables(_ pattern: Pattern) -> Set<String> {
      Set(centres.flatMap { pattern.matches(in: $0.text) }.map { $0[1] })
    }
    #expect(tables(locked).contains("cost_sheet"))
    expectNone(tables(ignored).intersection(tables(locked)).sorted())
  }

  /// A column list says what is read: a new column changes no program.
  @Test func noStar() {
    let star = Pattern(#"\bSELECT (?:\w+\.)?\*"#)
    expectNone(SQLText.fragments.filter { star.isFound(in: $0.text) }.map(\.place))
  }

  /// Sentences and log lines that happen to hold a word of SQL in capitals are rare: none hold two.
  private static func isProse(_ fragment: SQLText.Fragment) -> Bool {
    fragment.file.path.hasPrefix("Sources/Tools/")
  }

  private static func isConstant(_ expression: String, _ file: SwiftFile) -> Bool {
    if reviewed.contains(expression) { return true }
    if expression.hasPrefix("SQLSeries.repeated(") { return true }
    if Pattern(#"^[A-Z]\w+\.\w+\("[\w.]+"\)$"#).isFound(in: expression) { return true }
    guard let name = expression.split(separator: ".").last,
      Pattern(#"^(?:\w+\.)*\w+$"#).isFound(in: expression)
    else { return false }
    let declared = Pattern(#"(?:\bstatic let|^\s*let) \#(name)\b\s*(?::[^=\n]+)?=\s*(.*)"#)
    let declarations = Checkout.sources.flatMap { other in
      other.path == file.path || expression.contains(".") || isNeighbour(other, file)
        ? declared.matches(in: other.code) : []
    }
    return !declarations.isEmpty
  }

  private static func isNeighbour(_ one: SwiftFile, _ other: SwiftFile) -> Bool {
    PackageTable.module(of: one.path)?.name == PackageTable.module(of: other.path)?.name
  }
}
