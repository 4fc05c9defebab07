/// A phone number in the one form in which it is stored and compared.
///
/// Blanks and hyphens go; so does the country code of a mainland mobile number, which people write
/// or leave out: `+86 138-0013-8000` and `13800138000` are one member.
package struct PhoneNumber: Equatable, Sendable {
  package let text: String

  /// Digits that a number has.
  private static let length = 5...20

  /// Nil when no phone number looks like that.
  package init?(_ written: String) {
    var digits = written.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
    let isInternational = digits.first == UInt8(ascii: "+")
    if isInternational { digits.removeFirst() }
    let isDigits = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isDigits, Self.length.contains(digits.count) else { return nil }
    let number = String(decoding: digits, as: UTF8.self)
    if isInternational, digits.count == 13, number.hasPrefix("861") {
      text = String(number.dropFirst(2))
    } else {
      text = isInternational ? "+\(number)" : number
    }
  }

  /// What lists show: `138****8000`. Four digits are hidden, at least; of a short number all but
  /// the last two.
  package var masked: String {
    let characters = Array(text)
    let shownLast = characters.count >= 9 ? 4 : 2
    let shownFirst = max(0, min(3, characters.count - shownLast - 4))
    let hidden = characters.count - shownFirst - shownLast
    return String(characters.prefix(shownFirst)) + String(repeating: "*", count: hidden)
      + String(characters.suffix(shownLast))
  }
}
