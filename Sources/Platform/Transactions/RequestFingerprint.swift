import Security
import Synchronization

/// What tells one request from another under the same `Idempotency-Key`.
package enum RequestFingerprint {
  private static let secret = Mutex<[UInt8]>([])

  /// Mixes a secret into every fingerprint of this process. A centre whose requests carry passwords
  /// must: else the stored fingerprint would let whoever reads the table try passwords out fast.
  /// All processes of the centre need the same secret; when it changes, a repeat of an older keyed
  /// request is refused as different.
  package static func mixIn(_ bytes: [UInt8]) {
    secret.withLock { $0 = bytes }
  }

  static func make(method: String, target: String, body: [UInt8]) -> [UInt8] {
    // The secret has one fixed length, so its end and the request's beginning cannot be confused.
    let prefix = secret.withLock { $0 }
    return SHA256.digest(of: prefix + Array("\(method) \(target)\n".utf8) + body).bytes
  }
}
