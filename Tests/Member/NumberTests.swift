import Kernel
import MemberDomain
import Testing

/// Aim: a card's number leads to its member.
@Suite struct NumberTests {
  @Test func cardsLeadBack() throws {
    var random = SeededGenerator(seed: 66)
    let ids =
      [1, 9, 10, 9_999_999_999, 10_000_000_000, Identifier.maximum]
      + (0..<1_000).map { _ in Int64.random(in: 1...Identifier.maximum, using: &random) }
    for id in ids {
      let text = CardNumber(memberID: id).description
      #expect(text.utf8.count >= 12)
      #expect(CardNumber(text)?.memberID == id)
      // Any one digit that is wrong is found out.
      var digits = Array(text.utf8)
      let place = Int.random(in: 0..<digits.count, using: &random)
      digits[place] = 0x30 + (digits[place] - 0x30 + UInt8.random(in: 1...9, using: &random)) % 10
      #expect(CardNumber(String(decoding: digits, as: UTF8.self)) == nil)
    }
  }

  @Test(arguments: ["", "8", "800000000001", "13800138000", "8000000000018 ", "abc"])
  func noCard(_ text: String) {
    #expect(CardNumber(text) == nil)
  }
}
