import Kernel
import MemberDomain
import Testing

/// Aim: one phone is one member however it is written, no list gives a number away, and a card's
/// number leads to its member.
@Suite struct NumberTests {
  @Test(arguments: [
    ("13800138000", "13800138000"), ("138 0013 8000", "13800138000"),
    ("138-0013-8000", "13800138000"), ("+86 138-0013-8000", "13800138000"),
    ("+8613800138000", "13800138000"), ("+49 30 1234567", "+49301234567"), ("12345", "12345"),
    ("0571-88886666", "057188886666"),
  ])
  func onePhoneOneForm(_ written: String, _ normal: String) {
    #expect(PhoneNumber(written)?.text == normal)
    // The stored form reads as itself.
    #expect(PhoneNumber(normal)?.text == normal)
  }

  @Test(arguments: ["", "1234", "+1-2", "12a45", "123456789012345678901", "1+2345", "++12345"])
  func noPhone(_ written: String) {
    #expect(PhoneNumber(written) == nil)
  }

  @Test(arguments: [
    ("13800138000", "138****8000"), ("12345", "***45"), ("123456", "****56"),
    ("1234567", "1****67"), ("12345678", "12****78"), ("123456789", "1****6789"),
    ("+49301234567", "+49*****4567"),
  ])
  func masked(_ number: String, _ masked: String) throws {
    #expect(try #require(PhoneNumber(number)).masked == masked)
  }

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
