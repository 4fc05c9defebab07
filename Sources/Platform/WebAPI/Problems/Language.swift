/// The two languages that answers are written in.
package enum Language: Sendable {
  case english
  case chinese

  /// Chinese when the first language that the header prefers is Chinese, else English.
  ///
  /// Quality values are honoured between `zh` and everything else; a header that names neither
  /// means English.
  package init(acceptLanguage header: String?) {
    guard let header, !header.isEmpty else {
      self = .english
      return
    }
    var chinese = -1
    var other = -1
    for part in header.utf8.split(separator: UInt8(ascii: ",")) {
      let trimmed = part.drop { $0 == UInt8(ascii: " ") }
      let quality = Self.quality(of: trimmed)
      let isChinese =
        trimmed.count >= 2 && trimmed.prefix(2).elementsEqual("zh".utf8) { $0 | 0x20 == $1 }
      if isChinese {
        chinese = max(chinese, quality)
      } else if other < 0 || quality > other {
        other = quality
      }
    }
    // A tie goes to Chinese only where it was named first, which a plain header shows.
    let first = header.utf8.drop { $0 == UInt8(ascii: " ") }.prefix(2)
    let chineseFirst = first.elementsEqual("zh".utf8) { $0 | 0x20 == $1 }
    let wins = chinese > 0 && (chinese > other || (chinese == other && chineseFirst))
    self = wins ? .chinese : .english
  }

  /// Thousandths: `zh;q=0.8` is 800, no quality is 1000.
  private static func quality(of part: Substring.UTF8View.SubSequence) -> Int {
    guard let equals = part.lastIndex(of: UInt8(ascii: "=")) else { return 1000 }
    let text = Substring(part[part.index(after: equals)...])
    guard let value = Double(text), value >= 0, value <= 1 else { return 1000 }
    return Int(exactly: (value * 1000).rounded()) ?? 1000
  }
}
