import Testing

@testable import Kernel

/// Aim: one phone is one member however it is written, and no list gives a number away.
@Suite struct PhoneNumberTests {
  @Test(arguments: [
    ("13800138000", "13800138000"), ("138 0013 8000", "13800138000"),
    ("138-0013-8000", "13800138000"), ("+86 138-0013-8000", "13800138000"),
    ("008613800138000", "13800138000"), ("8613800138000", "13800138000"),
    ("013800138000", "13800138000"), ("+86 (0)138.0013.8000", "13800138000"),
    ("１３８００１３８０００", "13800138000"), ("＋86 13800138000", "13800138000"),
    ("138\u{200B}0013\u{A0}8000", "13800138000"), ("0571-88886666", "057188886666"),
    ("+86 571 88886666", "057188886666"), ("0086 10 6666 7777", "01066667777"),
    ("(010) 66667777", "01066667777"), ("400-820-8820", "4008208820"), ("88886666", "88886666"),
    ("8888666", "8888666"), ("+49 30 1234567", "+49301234567"), ("+1 415 555 2671", "+14155552671"),
  ])
  func onePhoneOneForm(_ written: String, _ form: String) {
    #expect(PhoneNumber(written)?.text == form)
    // The stored form reads as itself.
    #expect(PhoneNumber(form)?.text == form)
  }

  @Test(arguments: [
    "", "1234", "12345", "+1-2", "12a45", "123456789012345678901", "1+2345", "++12345",
    "1380013800", "138001380001", "+861380013800", "00861380013800", "86138001380", "0138001380",
    "0571", "400820882", "+123456", "+1234567890123456", "1234567890", "1381234",
  ])
  func noPhone(_ written: String) {
    #expect(PhoneNumber(written) == nil)
  }

  @Test func membersOfBeforeAreFoundAsTheyAreKept() {
    #expect(PhoneNumber.spellings("86 138-0013-8000") == ["13800138000", "8613800138000"])
    #expect(PhoneNumber.spellings("12345") == ["12345"])
    #expect(PhoneNumber.spellings("13800138000") == ["13800138000"])
    #expect(PhoneNumber.spellings("张三").isEmpty)
  }

  @Test(arguments: [
    ("13800138000", "138****8000"), ("12345", "***45"), ("123456", "****56"),
    ("1234567", "1****67"), ("12345678", "12****78"), ("123456789", "1****6789"),
    ("+49301234567", "+49*****4567"), ("", "****"), ("12", "****"),
  ])
  func masked(_ number: String, _ masked: String) {
    #expect(PhoneNumber.masked(number) == masked)
  }
}
