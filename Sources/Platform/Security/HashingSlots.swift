import Glibc

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
