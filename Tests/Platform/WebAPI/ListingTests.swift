import MariaDBClient
import Testing

@testable import WebAPI

/// What the filters of a list are bound as.
@Suite struct ListingTests {
  @Test func eachFilterIsBoundTwice() {
    let absent: Int64? = nil
    #expect(
      [SQLValue].filters(absent, "paid", Int64(7)) == [.null, .null, "paid", "paid", 7, 7])
  }

  /// Also a sign with an accent on it, which is one character to a reader and two to the database.
  @Test(arguments: [
    ("tea", "%tea%"), ("", "%%"), ("100%", #"%100\%%"#), ("a_b", #"%a\_b%"#),
    (#"\"#, #"%\\%"#), ("%\u{301}", "%\\%\u{301}%"),
  ])
  func aPatternTakesItsSignsAsTheyAre(part: String, pattern: String) {
    #expect(SQLValue.containing(part) == .text(pattern))
  }

  @Test func noPartNoPattern() { #expect(SQLValue.containing(nil) == .null) }
}
