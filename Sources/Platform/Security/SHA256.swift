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
