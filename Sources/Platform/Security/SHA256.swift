import COpenSSL

/// SHA-256 by libcrypto.
package enum SHA256 {
  /// Fetched once: an implicit fetch costs as much as hashing a short message.
  /// The method object is immutable, so every thread may use it.
  private nonisolated(unsafe) static let method = unsafe EVP_MD_fetch(nil, "SHA256", nil)

  /// The digest of `bytes`. Any thread.
  package static func digest(of bytes: [UInt8]) -> SHA256Digest {
    var words = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
    let done = unsafe withUnsafeMutableBytes(of: &words) { output in
      unsafe EVP_Digest(bytes, bytes.count, output.baseAddress, nil, method, nil)
    }
    // Fails only without memory or without the algorithm: no answer is better than a wrong one.
    precondition(done == 1, "libcrypto cannot compute SHA-256")
    return SHA256Digest(words)
  }

  /// The digest of the UTF-8 bytes of `text`.
  package static func digest(of text: String) -> SHA256Digest {
    digest(of: Array(text.utf8))
  }
}

/// The 32 bytes of a SHA-256 digest, as a value that is cheap to keep and to look up by.
package struct SHA256Digest: Hashable, Sendable {
  // Four words in memory order: a dictionary key without an allocation of its own.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  init(_ words: (UInt64, UInt64, UInt64, UInt64)) {
    (first, second, third, fourth) = words
  }

  /// The 32 bytes, in order.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for word in [first, second, third, fourth] {
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: UInt64(littleEndian: word) >> UInt64(shift)))
      }
    }
    return bytes
  }

  /// 64 lower-case hexadecimal digits.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A number spread evenly over all digests, to choose a shard by.
  package var shardHint: Int { Int(truncatingIfNeeded: first & 0x7fff_ffff) }
}

/// Whether two byte strings are equal, in a time that depends on their lengths alone.
///
/// For anything an attacker may guess at byte by byte: digests, signatures, token hashes.
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard left.count == right.count else { return false }
  return unsafe CRYPTO_memcmp(left, right, left.count) == 0
}

/// `count` bytes from the kernel's generator (getrandom), fit for keys, salts and tokens.
package func randomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  var bytes: [UInt8] = []
  bytes.reserveCapacity(count + 7)
  while bytes.count < count {
    var word = generator.next()
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: word))
      word >>= 8
    }
  }
  bytes.removeLast(bytes.count - count)
  return bytes
}
