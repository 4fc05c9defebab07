import CCrypt
import Glibc

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

/// Why a password was not hashed. Never carries the password.
package enum PasswordFault: Error, Equatable {
  /// More than 72 bytes: bcrypt would ignore the rest in silence.
  case tooLong
  /// A NUL byte: crypt(3) would end the password there in silence.
  case containsNUL
  /// Every core was busy with hashes for longer than anyone should wait; nothing was decided.
  case busy
  /// crypt(3) refused: a damaged stored hash, or no memory.
  case failed
}

/// A counting semaphore with one slot per core but one: a flood of logins queues here, and leaves a
/// core to all other requests. A machine's only core is shared.
@safe final class HashingSlots: @unchecked Sendable {
  /// The slots of this process.
  static let shared = HashingSlots(count: slots(cores: sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  static func slots(cores: Int) -> Int { max(1, cores - 1) }

  private let semaphore: UnsafeMutablePointer<sem_t>

  init(count: Int) {
    unsafe semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    unsafe sem_init(semaphore, 0, UInt32(count))
  }

  deinit {
    unsafe sem_destroy(semaphore)
    unsafe semaphore.deallocate()
  }

  /// Runs `body` in a slot; throws `busy` if none came free within `seconds`.
  func run<Value>(
    waitingAtMost seconds: Int = 5, _ body: () throws(PasswordFault) -> Value
  ) throws(PasswordFault) -> Value {
    var deadline = timespec()
    // The wall clock is all that sem_timedwait knows; a jump ends one wait early or late, no more.
    unsafe clock_gettime(CLOCK_REALTIME, &deadline)
    deadline.tv_sec += seconds
    while unsafe sem_timedwait(semaphore, &deadline) != 0 {
      guard errno == EINTR else { throw .busy }
    }
    defer { unsafe sem_post(semaphore) }
    return try body()
  }
}
