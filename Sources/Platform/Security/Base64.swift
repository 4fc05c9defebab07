/// Base64 for URLs and tokens: RFC 4648 section 5, without padding.
package enum Base64URL {
  /// The text of `bytes`.
  package static func encode(_ bytes: [UInt8]) -> String {
    String(decoding: Base64Codec.urlSafe.encode(bytes), as: UTF8.self)
  }

  /// The bytes, or nil if `text` is not exactly what `encode` would have made.
  package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    Base64Codec.urlSafe.decode(text)
  }

  /// The bytes, or nil if `text` is not exactly what `encode` would have made.
  package static func decode(_ text: String) -> [UInt8]? {
    Base64Codec.urlSafe.decode(ArraySlice(text.utf8))
  }
}

/// Base64 as RFC 4648 has it, strictly: one text for one value, nothing else is taken.
struct Base64Codec: Sendable {
  /// "+/" and padding, for PEM files.
  static let standard = Base64Codec(last: "+/", padded: true)
  /// "-_" and no padding, for tokens.
  static let urlSafe = Base64Codec(last: "-_", padded: false)

  private let symbols: [UInt8]
  private let values: [UInt8]
  private let padded: Bool
  private static let invalid: UInt8 = 255

  private init(last: String, padded: Bool) {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    symbols = Array((letters + last).utf8)
    var values = [UInt8](repeating: Self.invalid, count: 256)
    for (value, symbol) in symbols.enumerated() { values[Int(symbol)] = UInt8(value) }
    self.values = values
    self.padded = padded
  }

  func encode(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let rest = min(3, bytes.count - index)
      var group = UInt32(bytes[index]) << 16
      if rest > 1 { group |= UInt32(bytes[index + 1]) << 8 }
      if rest > 2 { group |= UInt32(bytes[index + 2]) }
      for place in 0...rest { text.append(symbols[Int(group >> UInt32(18 - 6 * place)) & 63]) }
      if padded { text.append(contentsOf: repeatElement(UInt8(ascii: "="), count: 3 - rest)) }
      index += 3
    }
    return text
  }

  /// The bytes, or nil for a foreign character, a wrong length, wrong padding, or unused bits that
  /// are not zero (else several texts would mean the same bytes).
  func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var text = text
    if padded {
      guard text.count.isMultiple(of: 4) else { return nil }
      for _ in 0..<2 where text.last == UInt8(ascii: "=") { text.removeLast() }
    }
    guard text.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3 + 2)
    var bits: UInt32 = 0
    var held = 0
    for symbol in text {
      let value = values[Int(symbol)]
      guard value != Self.invalid else { return nil }
      bits = bits << 6 | UInt32(value)
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
        bits &= (1 << UInt32(held)) - 1
      }
    }
    return bits == 0 ? bytes : nil
  }
}
