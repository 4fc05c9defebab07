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

  /// The place of the first byte from `start` on that a string cannot hold as it is: a quote, a
  /// backslash, a control character and, if wanted, anything above ASCII. The end, if none.
  @inline(__always)
  static func plainEnd(
    _ text: Span<UInt8>, from start: Int, stopsAboveASCII: Bool
  ) -> Int {
    var index = start
    while index + 8 <= text.count {
      let word = UInt64(
        littleEndian: unsafe text.bytes.unsafeLoadUnaligned(
          fromByteOffset: index, as: UInt64.self))
      let marks = stops(in: word, stopsAboveASCII: stopsAboveASCII)
      if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < text.count {
      let byte = text[index]
      let isPlain = byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
      guard isPlain && !(stopsAboveASCII && byte >= 0x80) else { break }
      index += 1
    }
    return index
  }

  /// The top bit of each byte that stops. Only the lowest mark is exact, since the subtraction
  /// borrows from the bytes above a hit.
  @inline(__always)
  private static func stops(in word: UInt64, stopsAboveASCII: Bool) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones &* 0x22)
    let backslashes = word ^ (ones &* 0x5C)
    let marks =
      (word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes
      | (backslashes &- ones) & ~backslashes
    return (stopsAboveASCII ? marks | word : marks) & (ones &* 0x80)
  }

  /// Appends UTF-8 with the escapes that RFC 8259 requires and no others.
  static func appendEscaped(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    var plain = 0
    var index = 0
    while true {
      index = JSONText.plainEnd(text, from: index, stopsAboveASCII: false)
      guard index < text.count else { break }
      append(text, plain..<index, to: &bytes)
      appendEscape(of: text[index], to: &bytes)
      index += 1
      plain = index
    }
    append(text, plain..<text.count, to: &bytes)
  }

  private static func append(
    _ text: Span<UInt8>, _ range: Range<Int>, to bytes: inout [UInt8]
  ) {
    unsafe text.extracting(range).withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  private static func appendEscape(of byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0..<0x20:
      bytes.append(contentsOf: [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")])
      bytes.append(hexadecimal(byte >> 4))
      bytes.append(hexadecimal(byte & 15))
    default: bytes.append(byte)
    }
  }

  private static func hexadecimal(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
  }
}
