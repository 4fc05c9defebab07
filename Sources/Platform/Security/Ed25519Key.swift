import COpenSSL

/// An Ed25519 private key (RFC 8032). Never described, compared or logged.
package struct Ed25519PrivateKey: Sendable {
  let seed: [UInt8]
  /// The key that verifies what this one signs.
  package let publicKey: Ed25519PublicKey

  /// A new key from the kernel's generator.
  package static func generate() throws(KeyFault) -> Ed25519PrivateKey {
    try Ed25519PrivateKey(seed: randomBytes(32))
  }

  /// The key of a 32-byte seed; throws `failed` if libcrypto will not have it.
  package init(seed: [UInt8]) throws(KeyFault) {
    guard seed.count == 32,
      let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
    else { throw .failed }
    defer { unsafe EVP_PKEY_free(key) }
    var publicBytes = [UInt8](repeating: 0, count: 32)
    var count = publicBytes.count
    guard unsafe EVP_PKEY_get_raw_public_key(key, &publicBytes, &count) == 1,
      let publicKey = Ed25519PublicKey(bytes: publicBytes)
    else { throw .failed }
    self.seed = seed
    self.publicKey = publicKey
  }

  /// The 64 bytes of the signature of `message`; throws `failed` if libcrypto fails. Any thread.
  package func signature(of message: [UInt8]) throws(KeyFault) -> [UInt8] {
    guard
      let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
    else { throw .failed }
    defer { unsafe EVP_PKEY_free(key) }
    guard let context = unsafe EVP_MD_CTX_new() else { throw .failed }
    defer { unsafe EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: 64)
    var count = signature.count
    guard unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
      unsafe EVP_DigestSign(context, &signature, &count, message, message.count) == 1,
      count == 64
    else { throw .failed }
    return signature
  }
}

/// An Ed25519 public key (RFC 8032). A plain value: libcrypto's objects live for one call only,
/// which costs 2 µs of the 100 µs of a verification and spares any question of sharing.
package struct Ed25519PublicKey: Hashable, Sendable {
  /// The 32 bytes of the key.
  package let bytes: [UInt8]

  /// Nil unless `bytes` are 32.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// Whether `signature` is this key's signature of `message`. Any thread.
  package func isValid(signature: [UInt8], of message: [UInt8]) -> Bool {
    guard signature.count == 64 else { return false }
    guard
      let key = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count)
    else { return false }
    defer { unsafe EVP_PKEY_free(key) }
    guard let context = unsafe EVP_MD_CTX_new() else { return false }
    defer { unsafe EVP_MD_CTX_free(context) }
    guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else { return false }
    return unsafe EVP_DigestVerify(context, signature, 64, message, message.count) == 1
  }
}

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
