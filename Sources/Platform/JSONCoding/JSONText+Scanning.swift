extension JSONText {
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
}
