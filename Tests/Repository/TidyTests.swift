import Testing

/// Aim: every Swift file keeps the house's size and leaves out what the house does without.
@Suite struct TidyTests {
  static let longestLine = 100
  static let longestFile = 400
  static let longestFunction = 60

  @Test func theCheckoutIsThere() {
    #expect(Checkout.paths.contains("Package.swift"), "\(Checkout.root)")
    #expect(Checkout.sources.count > 100)
  }

  @Test func sizes() {
    var faults: [String] = []
    for file in Checkout.swiftFiles {
      let lines = file.lines
      if lines.count > Self.longestFile + 1 {
        faults.append("\(file.path): \(lines.count - 1) lines, at most \(Self.longestFile)")
      }
      for (index, line) in lines.enumerated() where line.count > Self.longestLine {
        faults.append("\(file.place(index + 1)): \(line.count) columns")
      }
      for function in file.functions where function.lines > Self.longestFunction {
        faults.append("\(file.place(function.line)): \(function.name), \(function.lines) lines")
      }
    }
    expectNone(faults)
  }

  /// What a program that must not crash does without.
  @Test func noTraps() {
    let pattern = Pattern(
      #"\btry!|\bas!|\b(?:fatalError|preconditionFailure|assertionFailure)\("#)
    expectNone(Self.places(of: pattern, in: Self.product))
  }

  /// Logs go through Log, answers through the gateway.
  @Test func noPrint() {
    expectNone(
      Self.places(of: Pattern(#"(?<![.\w])(?:debugPrint|print|dump)\("#), in: Self.product))
  }

  /// Foundation's Process may wait for the wrong child for ever: tests run programs with Spawn.
  @Test func oneLauncher() {
    let files = Checkout.swiftFiles.filter { $0.path != "Tests/Repository/TidyTests.swift" }
    expectNone(Self.places(of: Pattern(#"\bProcess\(\)"#), in: files))
  }

  /// Foundation doubles memory and start time, for all but tools.
  @Test func noFoundation() {
    let faults = Checkout.sources.filter { !$0.path.hasPrefix("Sources/Tools/") }
      .filter { $0.imports.contains("Foundation") }.map(\.path)
    expectNone(faults)
  }

  /// Threads and blocking calls: nothing of a request is suspended.
  @Test func noConcurrencyRuntime() {
    let pattern = Pattern(#"\b(?:async|await|actor)\b|\bTask(?:\.detached)?\s*[{(<]|\bTaskGroup\b"#)
    expectNone(Self.places(of: pattern, in: Checkout.sources))
  }

  /// Pointers live in the platform's modules, which alone speak to C.
  @Test func unsafeOnlyInThePlatform() {
    let others = Checkout.sources.filter { !$0.path.hasPrefix("Sources/Platform/") }
    expectNone(
      Self.places(
        of: Pattern(#"\bunsafe\b|\bUnsafe\w*Pointer\b|@unchecked"#),
        in: others.filter {
          !$0.path.hasPrefix("Sources/Tools/")
        }))
  }

  /// One package: `package` is the widest that anything needs.
  @Test func nothingIsPublic() {
    let pattern = Pattern(#"\bpublic\b|\bopen (?:class|func|var|subscript)\b"#)
    expectNone(Self.places(of: pattern, in: Checkout.sources))
  }

  /// Outside of a file's own lines a name must say what it is: a type never has its module's.
  @Test func noTypeIsNamedAsItsModule() {
    var faults: [String] = []
    let declaration = Pattern(#"\b(?:struct|class|enum|protocol|actor)\s+(\w+)"#)
    for file in Checkout.sources {
      guard let module = PackageTable.module(of: file.path) else { continue }
      for match in declaration.matches(in: file.code) where match[1] == module.name {
        faults.append("\(file.place(match.line)): \(match[1])")
      }
    }
    expectNone(faults)
  }

  /// The responders and their programs; a developer's tools and the operator's may print.
  static let product = Checkout.sources.filter {
    !$0.path.hasPrefix("Sources/Tools/") && !$0.path.hasPrefix("Sources/Programs/Operator/")
  }

  static func places(of pattern: Pattern, in files: [SwiftFile]) -> [String] {
    files.flatMap { file in
      pattern.matches(in: file.code).map { "\(file.place($0.line)): \($0[0])" }
    }
  }
}

/// Fails with all the faults, one a line.
func expectNone(
  _ faults: [String], _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
  guard !faults.isEmpty else { return }
  Issue.record(
    "\(comment.map { "\($0):\n" } ?? "")\(faults.joined(separator: "\n"))",
    sourceLocation: sourceLocation)
}
