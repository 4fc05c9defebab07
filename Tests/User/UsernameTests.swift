import Testing

@testable import UserDomain

@Suite struct UsernameTests {
  @Test(arguments: ["a", "zhang.san", "张三", "cashier-07", "a_b@shop.example", "A+1"])
  func takes(name: String) {
    #expect(Username.isValid(name))
  }

  @Test(arguments: [
    "", " ", "a b", " a", "a ", "a\u{0}", "a\n", "a,b", "a:b", "a\"b", "<a>", "a/b", "\u{435}",
    "e\u{301}", "é", "a\u{200B}", "a\u{00A0}b", "a\u{2028}", "🐟", "a\u{3000}",
    String(repeating: "a", count: 65),
  ])
  func refuses(name: String) {
    #expect(!Username.isValid(name))
  }
}
