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
