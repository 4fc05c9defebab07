extension JSONText {
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
