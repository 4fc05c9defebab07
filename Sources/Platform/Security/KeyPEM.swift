/// The PEM form of Ed25519 keys (RFC 8410), as `openssl genpkey -algorithm ed25519` writes it.
///
/// Both kinds have one possible encoding only: a fixed prefix and the 32 bytes. So a comparison
/// does what a general DER parser would do with far more room for mistakes.
enum KeyPEM {
  private static let privateLabel = "PRIVATE KEY"
  private static let publicLabel = "PUBLIC KEY"
  /// PKCS #8: version 0, algorithm 1.3.101.112, an octet string in an octet string.
  private static let privatePrefix: [UInt8] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  /// SubjectPublicKeyInfo: algorithm 1.3.101.112, a bit string.
  private static let publicPrefix: [UInt8] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  static func text(of key: Ed25519PrivateKey) -> String {
    text(label: privateLabel, der: privatePrefix + key.seed)
  }

  static func text(of key: Ed25519PublicKey) -> String {
    text(label: publicLabel, der: publicPrefix + key.bytes)
  }

  /// The 32 bytes of the private key's seed, or nil.
  static func privateSeed(in text: String) -> [UInt8]? {
    content(of: text, label: privateLabel, prefix: privatePrefix)
  }

  /// The 32 bytes of the public key, or nil.
  static func publicBytes(in text: String) -> [UInt8]? {
    content(of: text, label: publicLabel, prefix: publicPrefix)
  }

  private static func text(label: String, der: [UInt8]) -> String {
    let body = String(decoding: Base64Codec.standard.encode(der), as: UTF8.self)
    return "-----BEGIN \(label)-----\n\(body)\n-----END \(label)-----\n"
  }

  private static func content(of text: String, label: String, prefix: [UInt8]) -> [UInt8]? {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n")).map { Array($0) }
    guard lines.count >= 3,
      lines.first == Array("-----BEGIN \(label)-----".utf8),
      lines.last == Array("-----END \(label)-----".utf8),
      let der = Base64Codec.standard.decode(ArraySlice(lines[1..<(lines.count - 1)].joined())),
      der.count == prefix.count + 32, der.starts(with: prefix)
    else { return nil }
    return Array(der.dropFirst(prefix.count))
  }
}
