import CCrypt

/// A bcrypt hash of a password, `$2b$11$…`, by libxcrypt. 60 characters to store.
///
/// Cost 11 takes 0.1 s of one core; a process leaves one core to other work, and hashes wait for
/// each other on the rest. Any thread.
package struct PasswordHash: Hashable, Sendable {
  /// The longest password that bcrypt takes whole.
  package static let maximumBytes = 72
  /// A hash of random bytes that nobody has: what a login with an unknown name is compared with,
  /// so that it takes the time of a known one.
  package static let ofNobody = PasswordHash(
    stored: "$2b$11$A1zmKOr4kFMGqwgqRcnUz.USOjZbUjlUChjLu.rJp9lm/.fcQnQPS")

  private static let cost: UInt = 11

  /// The text to store, salt and cost included.
  package let text: String

  /// A hash that was stored before.
  package init(stored text: String) {
    self.text = text
  }

  /// Hashes `password` with a fresh salt.
  package init(of password: String) throws(PasswordFault) {
    text = try Self.crypt(password, setting: try Self.freshSetting())
  }

  /// Whether this is the hash of `password`; the comparison's time tells nothing.
  package func matches(_ password: String) throws(PasswordFault) -> Bool {
    guard text.utf8.count == 60, text.utf8.starts(with: "$2b$".utf8) else { throw .failed }
    let computed = try Self.crypt(password, setting: text)
    return constantTimeEqual(Array(computed.utf8), Array(text.utf8))
  }

  private static func freshSetting() throws(PasswordFault) -> String {
    let salt = randomBytes(16).map { CChar(bitPattern: $0) }
    var setting = [CChar](repeating: 0, count: Int(CRYPT_GENSALT_OUTPUT_SIZE))
    guard
      unsafe crypt_gensalt_rn(
        "$2b$", cost, salt, Int32(salt.count), &setting, Int32(setting.count)) != nil
    else { throw .failed }
    return text(of: setting)
  }

  private static func crypt(
    _ password: String, setting: String
  ) throws(PasswordFault) -> String {
    guard password.utf8.count <= maximumBytes else { throw .tooLong }
    guard !password.utf8.contains(0) else { throw .containsNUL }
    return try HashingSlots.shared.run { () throws(PasswordFault) -> String in
      // The library's scratch space is 32 KiB, too much for a Swift value of its imported type.
      var scratch = [UInt8](repeating: 0, count: MemoryLayout<crypt_data>.size)
      let size = Int32(scratch.count)
      let hash = unsafe scratch.withUnsafeMutableBytes { buffer -> String? in
        guard let output = unsafe crypt_rn(password, setting, buffer.baseAddress, size) else {
          return nil
        }
        return unsafe String(cString: output)
      }
      // crypt_rn answers NULL for a failure; "*0" is how its sisters say it.
      guard let hash, !hash.utf8.starts(with: "*".utf8) else { throw .failed }
      return hash
    }
  }

  private static func text(of buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
