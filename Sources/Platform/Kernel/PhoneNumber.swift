/// A phone number in the one form in which it is stored and compared (contract part 2, section A).
///
/// Blanks, hyphens, dots and brackets go, full-width digits become ASCII. So does the country code
/// of a mainland number, which people write or leave out: `+86 138-0013-8000`, `013800138000` and
/// `13800138000` are one member.
package struct PhoneNumber: Equatable, Sendable {
  package let text: String

  /// Nil when no phone number looks like that.
  package init?(_ written: String) {
    guard let dialled = PhoneNumber.dialled(written), let form = Self.form(of: dialled) else {
      return nil
    }
    text = form
  }

  /// The number as it was written, of other signs than digits and a leading plus only what belongs
  /// between them taken off; nil for what nobody could dial. 5 … 32 characters.
  package static func dialled(_ written: String) -> String? {
    var digits: [UInt8] = []
    for scalar in written.unicodeScalars where !isBetween(TextForm.narrow(scalar)) {
      guard let byte = UInt8(exactly: TextForm.narrow(scalar).value), digits.count < 32,
        isDigit(byte) || (byte == UInt8(ascii: "+") && digits.isEmpty)
      else { return nil }
      digits.append(byte)
    }
    return digits.count < 5 ? nil : String(decoding: digits, as: UTF8.self)
  }

  /// The spellings in which a member who is looked for may be kept: the form, then as written,
  /// which those keep whose number was another's at the upgrade, or is none.
  package static func spellings(_ written: String) -> [String] {
    guard let dialled = dialled(written) else { return [] }
    let form = form(of: dialled)
    return form == dialled ? [dialled] : [form, dialled].compactMap { $0 }
  }

  /// What lists show: `138****8000`. Four digits are hidden, at least; of a short number all but
  /// the last two. What is no number shows nothing.
  package static func masked(_ text: String) -> String {
    guard text.utf8.count >= 5 else { return "****" }
    let characters = Array(text)
    let shownLast = characters.count >= 9 ? 4 : min(2, characters.count)
    let shownFirst = max(0, min(3, characters.count - shownLast - 4))
    let hidden = characters.count - shownFirst - shownLast
    return String(characters.prefix(shownFirst)) + String(repeating: "*", count: hidden)
      + String(characters.suffix(shownLast))
  }

  private static func form(of dialled: String) -> String? {
    let digits = Substring(dialled)
    let national = rest(of: digits, after: ["+86", "0086"])
    for number in [national, rest(of: digits, after: ["86"]), digits].compactMap({ $0 }) {
      let mobile = rest(of: number, after: ["0"]) ?? number
      if isMobile(mobile) { return String(mobile) }
    }
    let area = rest(of: national ?? digits, after: ["0"])
    // What begins like a mobile number and is none.
    if beginsLikeMobile(area ?? national ?? digits) { return nil }
    if let national {
      let area = area ?? national
      return (9...11).contains(area.utf8.count) ? "0\(area)" : nil
    }
    if digits.hasPrefix("+") { return (8...16).contains(digits.utf8.count) ? dialled : nil }
    if let area { return (9...11).contains(area.utf8.count) ? dialled : nil }
    switch digits.utf8.count {
    case 7, 8: return dialled
    case 10: return digits.hasPrefix("400") || digits.hasPrefix("800") ? dialled : nil
    default: return nil
    }
  }

  private static func rest(of text: Substring, after prefixes: [String]) -> Substring? {
    for prefix in prefixes where text.hasPrefix(prefix) {
      return text.dropFirst(prefix.count)
    }
    return nil
  }

  private static func isMobile(_ text: Substring) -> Bool {
    text.utf8.count == 11 && beginsLikeMobile(text)
  }

  private static func beginsLikeMobile(_ text: Substring) -> Bool {
    let start = Array(text.utf8.prefix(2))
    return start.count == 2 && start[0] == 0x31 && (0x33...0x39).contains(start[1])
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Blanks, hyphens and dashes, dots, brackets.
  private static func isBetween(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-", ".", "(", ")", "[", "]", "\u{B7}", "\u{2010}"..."\u{2015}", "\u{2212}": true
    default: TextForm.isBlank(scalar)
    }
  }
}
