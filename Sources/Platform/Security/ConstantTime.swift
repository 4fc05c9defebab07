import COpenSSL

/// Whether two byte strings are equal, in a time that depends on their lengths alone.
///
/// For anything an attacker may guess at byte by byte: digests, signatures, token hashes.
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard left.count == right.count else { return false }
  return unsafe CRYPTO_memcmp(left, right, left.count) == 0
}
