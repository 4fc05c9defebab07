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

  /// Steps over a string, from quote to quote; true when it has escapes.
  mutating func string(_ text: Span<UInt8>) throws(JSONFault) -> Bool {
    var hasEscapes = false
    index += 1
    while true {
      index = JSONText.plainEnd(text, from: index, stopsAboveASCII: true)
      guard index < text.count else { throw JSONFault(kind: .unexpectedEnd, offset: index) }
      let byte = text[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return hasEscapes
      }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        try escape(text)
      } else if byte >= 0x80 {
        repeat { try multibyte(text) } while index < text.count && text[index] >= 0x80
      } else {
        throw JSONFault(kind: byte == 0 ? .nulCharacter : .controlCharacter, offset: index)
      }
    }
  }

  private mutating func escape(_ text: Span<UInt8>) throws(JSONFault) {
    let start = index
    index += 1
    switch try peek(text) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      index += 1
    case UInt8(ascii: "u"):
      index += 1
      switch try hexadecimal(text) {
      case 0: throw JSONFault(kind: .nulCharacter, offset: start)
      case 0xD800...0xDBFF: try lowSurrogate(text, start: start)
      case 0xDC00...0xDFFF: throw JSONFault(kind: .badSurrogate, offset: start)
      default: break
      }
    default:
      throw JSONFault(kind: .badEscape, offset: start)
    }
  }

  private mutating func lowSurrogate(_ text: Span<UInt8>, start: Int) throws(JSONFault) {
    guard index + 1 < text.count, text[index] == UInt8(ascii: "\\"),
      text[index + 1] == UInt8(ascii: "u")
    else { throw JSONFault(kind: .badSurrogate, offset: start) }
    index += 2
    guard (0xDC00...0xDFFF).contains(try hexadecimal(text)) else {
      throw JSONFault(kind: .badSurrogate, offset: start)
    }
  }

  private mutating func hexadecimal(_ text: Span<UInt8>) throws(JSONFault) -> UInt32 {
    guard index + 4 <= text.count else {
      throw JSONFault(kind: .unexpectedEnd, offset: text.count)
    }
    var value: UInt32 = 0
    for position in index..<(index + 4) {
      guard let digit = JSONText.hexadecimalDigit(text[position]) else {
        throw JSONFault(kind: .badEscape, offset: position)
      }
      value = value << 4 | digit
    }
    index += 4
    return value
  }

  /// One character of 2 to 4 bytes, in its shortest form and no surrogate (Unicode, table 3-7).
  private mutating func multibyte(_ text: Span<UInt8>) throws(JSONFault) {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch text[index] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw JSONFault(kind: .badUTF8, offset: index)
    }
    guard index + length <= text.count, second.contains(text[index + 1]) else {
      throw JSONFault(kind: .badUTF8, offset: index)
    }
    for position in (index + 2)..<max(index + 2, index + length) {
      guard text[position] & 0xC0 == 0x80 else {
        throw JSONFault(kind: .badUTF8, offset: index)
      }
    }
    index += length
  }
}
