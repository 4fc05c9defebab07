import Testing

@testable import UserDomain

@Suite struct PasswordRuleTests {
  @Test(arguments: ["12345678", "correct horse battery staple", "密码密码密", "🐟🐟", "        "])
  func takes(password: String) {
    #expect(PasswordRule.fault(in: password, of: "someone") == nil)
  }

  @Test func countsBytesNotCharacters() {
    #expect(PasswordRule.fault(in: "1234567", of: "a") == .tooShort)
    #expect(PasswordRule.fault(in: "密码", of: "a") == .tooShort)
    #expect(PasswordRule.fault(in: String(repeating: "密", count: 24), of: "a") == nil)
    #expect(PasswordRule.fault(in: String(repeating: "密", count: 25), of: "a") == .tooLong)
    #expect(PasswordRule.fault(in: String(repeating: "a", count: 72), of: "a") == nil)
    #expect(PasswordRule.fault(in: String(repeating: "a", count: 73), of: "a") == .tooLong)
  }

  @Test(arguments: ["abcdefgh\0", "\0bcdefgh", "abcd\nefgh", "abcdefgh\u{7F}", "abcdefgh\t"])
  func refusesControlCharacters(password: String) {
    #expect(PasswordRule.fault(in: password, of: "someone") == .controlCharacter)
  }

  @Test func refusesTheNameItself() {
    #expect(PasswordRule.fault(in: "zhang.san", of: "zhang.san") == .isTheName)
    #expect(PasswordRule.fault(in: "zhang.san1", of: "zhang.san") == nil)
  }
}
