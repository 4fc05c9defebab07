/// Writes numbers of a fixed width.
enum FixedText {
  /// Appends `value` with leading zeros; digits beyond the width are cut off.
  static func append(_ value: Int, digits: Int, to bytes: inout [UInt8]) {
    let first = bytes.count
    var rest = value
    for _ in 0..<digits { bytes.append(UInt8(ascii: "0")) }
    var position = first + digits
    while position > first {
      position -= 1
      bytes[position] &+= UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}

/// Reads dates and times, whose fields have fixed widths.
struct FixedTextReader {
  private var index = 0

  func isAtEnd(_ text: Span<UInt8>) -> Bool { index == text.count }

  /// Steps over `expected` if it is next.
  mutating func byte(_ expected: UInt8, in text: Span<UInt8>) -> Bool {
    guard index < text.count, text[index] == expected else { return false }
    index += 1
    return true
  }

  /// Steps over a letter in either case; RFC 3339 allows both.
  mutating func letter(_ upper: UInt8, in text: Span<UInt8>) -> Bool {
    byte(upper, in: text) || byte(upper | 0x20, in: text)
  }

  /// A number of exactly this many digits.
  mutating func number(digits: Int, in text: Span<UInt8>) -> Int? {
    guard text.count - index >= digits else { return nil }
    var value = 0
    for position in index..<(index + digits) {
      let digit = text[position] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    index += digits
    return value
  }

  /// `2026-11-22`.
  mutating func date(_ text: Span<UInt8>) -> CivilTime? {
    guard let year = number(digits: 4, in: text), byte(UInt8(ascii: "-"), in: text),
      let month = number(digits: 2, in: text), byte(UInt8(ascii: "-"), in: text),
      let day = number(digits: 2, in: text)
    else { return nil }
    return CivilTime(year: year, month: month, day: day)
  }

  /// One digit or more, as microseconds; those after the sixth are cut off.
  mutating func fraction(_ text: Span<UInt8>) -> Int? {
    guard var value = number(digits: 1, in: text) else { return nil }
    var digits = 1
    while let digit = number(digits: 1, in: text) {
      if digits < 6 {
        value = value * 10 + digit
        digits += 1
      }
    }
    for _ in digits..<6 { value *= 10 }
    return value
  }

  /// `Z`, `+08:00` or `-05:30`, in seconds east of UTC.
  mutating func offsetSeconds(_ text: Span<UInt8>) -> Int? {
    if letter(UInt8(ascii: "Z"), in: text) { return 0 }
    let isWest = byte(UInt8(ascii: "-"), in: text)
    guard isWest || byte(UInt8(ascii: "+"), in: text) else { return nil }
    guard let hours = number(digits: 2, in: text), hours <= 23, byte(UInt8(ascii: ":"), in: text),
      let minutes = number(digits: 2, in: text), minutes <= 59
    else { return nil }
    let seconds = (hours * 60 + minutes) * 60
    return isWest ? -seconds : seconds
  }
}
