/// Strings between their form in a text and their value.
enum JSONText {
  /// The value of a hexadecimal digit, in either case.
  static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// The UTF-8 of a string whose escapes the scanner has checked.
  static func unescape(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      guard text[index] == UInt8(ascii: "\\") else {
        result.append(text[index])
        index += 1
        continue
      }
      let letter = text[index + 1]
      index += 2
      switch letter {
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"): unescapeUnicode(text, &index, into: &result)
      default: result.append(letter)
      }
    }
    return result
  }

  private static func unescapeUnicode(
    _ text: Span<UInt8>, _ index: inout Int, into result: inout [UInt8]
  ) {
    var scalar = codeUnit(text, index)
    index += 4
    if scalar & 0xFC00 == 0xD800 {
      scalar = 0x10000 + (scalar & 0x3FF) << 10 + (codeUnit(text, index + 2) & 0x3FF)
      index += 6
    }
    let character = Unicode.Scalar(scalar) ?? "\u{FFFD}"
    result.append(contentsOf: UTF8.encode(character) ?? UTF8.encodedReplacementCharacter)
  }

  private static func codeUnit(_ text: Span<UInt8>, _ start: Int) -> UInt32 {
    var value: UInt32 = 0
    for position in start..<(start + 4) {
      value = value << 4 | (hexadecimalDigit(text[position]) ?? 0)
    }
    return value
  }

  /// Whether two ranges hold the same bytes.
  static func areEqual(
    _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
  ) -> Bool {
    guard leftRange.count == rightRange.count else { return false }
    var index = rightRange.lowerBound
    for position in leftRange {
      guard left[position] == right[index] else { return false }
      index += 1
    }
    return true
  }
}
