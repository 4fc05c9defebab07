import Testing

/// Aim: a row is read in one way, and says so when it holds what it should not.
@Suite struct RowTests {
  private static let readers = Checkout.swiftFiles.filter {
    !$0.path.hasPrefix("Sources/Platform/MariaDBClient/")
      && !$0.path.hasPrefix("Tests/Platform/MariaDBClient/")
  }
  private static let product = Checkout.sources.filter {
    !$0.path.hasPrefix("Sources/Platform/MariaDBClient/")
  }

  private static let positional = Pattern(
    #"(?<![\w$])(?:row\.\w+|\$0\.(?:int|count|text|bytes|bool|decimal|instant|points)(?:OrNil)?)"#
      + #"\(\s*\d+\s*(?:,|\))"#)
  private static let defaults = [
    #"\(rawValue:[^\n;{}]*\brow\b[^\n;{}]*\)\s*\?\?"#, #"rawValue:\s*(?:try\s+)?row\."#,
    #"\.choiceOrNil\([^)]*\)\s*\?\?"#,
  ].map { Pattern($0) }

  /// A column in the middle of a SELECT changes no number: columns are read in order.
  @Test func rowsAreReadInOrder() {
    expectNone(TidyTests.places(of: Self.positional, in: Self.readers))
  }

  /// A stored code that nobody knows is an error, not the usual one: `Row.choice(of:)`.
  @Test func storedCodesHaveNoDefault() {
    // What a store or a query makes of a text comes out of a row, by whatever name.
    let stores = Self.product.filter { Pattern("/Service/(?:Store|Queries)/").isFound(in: $0.path) }
    expectNone(
      Self.defaults.flatMap { TidyTests.places(of: $0, in: Self.product) }
        + TidyTests.places(of: Pattern(#"\(rawValue:[^\n;{}]*\)\s*\?\?"#), in: stores))
  }

  /// One clock decides what has expired, and one statement asks it: `DatabaseConnection.now()`.
  @Test func oneStatementAsksTheClock() {
    let clocks = SQLText.fragments.filter {
      Pattern(#"^\s*SELECT NOW\(6\)\s*$"#).isFound(in: $0.text)
    }
    #expect(clocks.count == 1, "\(clocks.map(\.place))")
    // The process's own clock is no stand-in.
    expectNone(
      TidyTests.places(of: Pattern(#"\?\?\s*(?:Instant)?\.now\(\)"#), in: Self.product))
  }

  @Test func theFormsAreFound() {
    let sample = SwiftFile(
      path: "Sample.swift",
      text: """
        let a = try row.int(3)
        let b = try row.choice(of: Kind.self)
        let c = Kind(rawValue: row.text()) ?? .one
        let d = map { $0.decimal( 12 , as: Money.self) }
        let e = text.map { $0.dropFirst(2) }
        """)
    #expect(TidyTests.places(of: Self.positional, in: [sample]).count == 2)
    #expect(Self.defaults.flatMap { TidyTests.places(of: $0, in: [sample]) }.count == 2)
  }
}
