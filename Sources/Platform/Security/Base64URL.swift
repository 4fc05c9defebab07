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
