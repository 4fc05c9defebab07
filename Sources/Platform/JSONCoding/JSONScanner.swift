/// Walks over the tokens of a text and checks each.
struct JSONScanner {
  /// The byte to be read next.
  var index = 0

  @inline(__always)
  mutating func skipSpace(_ text: Span<UInt8>) {
    while index < text.count {
      let byte = text[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      index += 1
    }
  }

  /// The next byte; there must be one.
  @inline(__always)
  func peek(_ text: Span<UInt8>) throws(JSONFault) -> UInt8 {
    guard index < text.count else { throw JSONFault(kind: .unexpectedEnd, offset: index) }
    return text[index]
  }

  mutating func literal(_ word: StaticString, _ text: Span<UInt8>) throws(JSONFault) {
    let matches = word.withUTF8Buffer { letters in
      guard letters.count <= text.count - index else { return false }
      return letters.indices.allSatisfy { unsafe letters[$0] == text[index + $0] }
    }
    guard matches else { throw JSONFault(kind: .badLiteral, offset: index) }
    index += word.utf8CodeUnitCount
  }

  /// `-`, digits without leading zeros, fraction, exponent.
  mutating func number(_ text: Span<UInt8>) throws(JSONFault) {
    if text[index] == UInt8(ascii: "-") { index += 1 }
    if index < text.count && text[index] == UInt8(ascii: "0") {
      index += 1
      guard index == text.count || text[index] &- UInt8(ascii: "0") > 9 else {
        throw JSONFault(kind: .badNumber, offset: index)
      }
    } else {
      try digits(text)
    }
    if index < text.count && text[index] == UInt8(ascii: ".") {
      index += 1
      try digits(text)
    }
    if index < text.count && text[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < text.count
        && (text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-"))
      {
        index += 1
      }
      try digits(text)
    }
  }

  private mutating func digits(_ text: Span<UInt8>) throws(JSONFault) {
    let first = index
    while index < text.count && text[index] &- UInt8(ascii: "0") <= 9 { index += 1 }
    guard index > first else { throw JSONFault(kind: .badNumber, offset: index) }
  }
}
