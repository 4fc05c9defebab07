import COpenSSL

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
