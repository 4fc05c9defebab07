import Testing

@testable import erp_auth

@Suite struct BearerTokenTests {
  @Test(arguments: ["Bearer abc", "bearer abc", "BEARER abc", "bEaReR abc"])
  func takes(header: String) {
    #expect(BearerToken.token(in: Array(header.utf8)) == Array("abc".utf8))
  }

  @Test(arguments: [
    "", "Bearer", "Bearer ", "Bearerabc", "Basic abc", "abc", " Bearer abc", "Bearer\tabc",
    "Bearer\0abc", "B", "Token abc", "\u{22}earer abc",
  ])
  func refuses(header: String) {
    #expect(BearerToken.token(in: Array(header.utf8)) == nil)
  }

  /// What follows the one space is the token, whatever it is; its form is the verifier's business.
  @Test func keepsTheRestAsItIs() {
    #expect(BearerToken.token(in: Array("Bearer  a b".utf8)) == Array(" a b".utf8))
  }
}
