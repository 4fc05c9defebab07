import Testing

/// Aim: pages for people begin alike and end soon.
@Suite struct PageTests {
  static let decisions = Checkout.paths.filter { $0.hasSuffix("DECISIONS.md") }
  static let labels = [
    "Tables owned", "Events out", "Events in", "Facades used", "Number ranges", "Tests",
  ]

  @Test(arguments: ["README.md", "README.zh-CN.md"])
  func readmeIsShort(path: String) {
    let lines = Checkout.text(path).split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(lines - 1 <= 150, "\(path): \(lines - 1) lines")
  }

  @Test func decisionsBeginAlike() {
    #expect(Self.decisions.count > 10)
    // The test of the package owns no table.
    let headed = Self.decisions.filter { $0.hasPrefix("Sources/") }
    expectNone(
      headed.flatMap { path in Self.faults(in: Checkout.text(path)).map { "\(path): \($0)" } })
  }

  @Test(arguments: ["docs/architecture.md", "docs/architecture.zh-CN.md"])
  func everyRecordIsFound(page: String) {
    let text = Checkout.text(page)
    expectNone(Self.decisions.filter { !text.contains("(../\($0))") })
  }

  @Test func decisionsAreWrapped() {
    var faults: [String] = []
    for path in Self.decisions {
      var isCode = false
      let lines = Checkout.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        if line.hasPrefix("```") { isCode.toggle() }
        // A table's row and an address cannot be wrapped.
        if isCode || line.hasPrefix("|") || line.contains("://") || line.count <= 100 { continue }
        faults.append("\(path):\(index + 1): \(line.count) columns")
      }
    }
    expectNone(faults)
  }

  /// A title, a blank line, and six entries, each of which begins with its label.
  static func faults(in text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var faults: [String] = []
    if lines.first.map({ Pattern("^# Decisions: \\S").isFound(in: String($0)) }) != true {
      faults.append("the title is not \"Decisions: …\"")
    }
    guard lines.count > 2, lines[1].isEmpty else { return faults + ["no blank line, no head"] }
    let head = lines[2...].prefix { !$0.isEmpty }
    let label = Pattern(
      #"^(?:[-*] )?(?:\*\*)?(\#(labels.joined(separator: "|")))(?::\*\*|\*\*:|:)"#)
    let found = head.flatMap { label.matches(in: String($0)).map { $0[1] } }
    if found != labels { faults.append("the head's labels are \(found)") }
    let others = head.filter { !label.isFound(in: String($0)) && !$0.hasPrefix("  ") }
    return faults + others.map { "in the head: \($0)" }
  }

  @Test func headsAreRead() {
    let good =
      "# Decisions: x\n\n" + Self.labels.map { "- **\($0)**: none\n" }.joined() + "\ntext\n"
    #expect(Self.faults(in: good) == [])
    #expect(Self.faults(in: good.replacing("# Decisions: x", with: "# The x")).count == 1)
    #expect(Self.faults(in: good.replacing("Events in", with: "Events")).count == 2)
    #expect(Self.faults(in: "# Decisions: x\n\n**First.**\n").count == 2)
  }

  @Test(arguments: ["docs/architecture.md", "docs/architecture.zh-CN.md"])
  func everyCentreIsInTheTable(path: String) {
    let text = Checkout.text(path)
    expectNone(PackageTable.centres.keys.filter { !text.contains("\n| \($0) | ") }.sorted())
  }

  /// Files that pages and records name are there, under the names that they have today; all but
  /// those that the recipes make, and those of any centre.
  @Test func namedFilesExist() {
    let name = Pattern(#"`([\w./+-]+/[\w+.-]+\.(?:swift|sql|md|service|socket))`"#)
    var faults: [String] = []
    for path in Checkout.paths where path.hasSuffix(".md") {
      for match in name.matches(in: Checkout.text(path)) {
        let isMade = Pattern("[Nn]ote|[Vv]isit|/X[A-Z]").isFound(in: match[1])
        let isThere = Checkout.paths.contains { $0 == match[1] || $0.hasSuffix("/\(match[1])") }
        if !isMade, !isThere { faults.append("\(path):\(match.line): \(match[1])") }
      }
    }
    expectNone(faults)
  }
}
