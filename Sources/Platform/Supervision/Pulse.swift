internal import Glibc
internal import Synchronization

/// One thread's promise to come back: the watchdog stays silent once a promise is broken.
///
/// A thread that waits for work, however long, has promised nothing. One that works says until
/// when at the latest it will be heard of again. The promise ends with the object.
package final class Pulse: Sendable {
  private let promise: Promise

  /// - Parameter name: of the thread, for the log.
  package init(_ name: String) {
    promise = Promise(name)
    Pulses.shared.add(promise)
  }

  deinit { Pulses.shared.remove(promise) }

  /// At work: the next sign comes within so many seconds.
  package func beat(within seconds: Int) {
    promise(until: Pulse.now() + Int64(seconds) * 1_000_000_000)
  }

  /// At work until a point of the monotonic clock.
  package func promise(until nanoseconds: Int64) {
    promise.end.store(nanoseconds, ordering: .relaxed)
  }

  /// Waits for work.
  package func rest() {
    promise.end.store(.max, ordering: .relaxed)
  }

  static func now() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// What a pulse has promised. The list holds it, never the pulse itself: whoever looked through
/// the list would else end the last pulse of a thread, inside the list's own lock.
private final class Promise: Sendable {
  let name: String
  /// On the monotonic clock, in nanoseconds; `.max`: nothing was promised.
  let end = Atomic<Int64>(.max)

  init(_ name: String) { self.name = name }
}

/// The promises of all pulses of this process.
final class Pulses: Sendable {
  static let shared = Pulses()

  private let list = Mutex<[Promise]>([])

  fileprivate func add(_ promise: Promise) {
    list.withLock { $0.append(promise) }
  }

  fileprivate func remove(_ promise: Promise) {
    list.withLock { $0.removeAll { $0 === promise } }
  }

  /// The threads that broke their promise.
  func overdue(now: Int64) -> [String] {
    list.withLock { $0 }.filter { $0.end.load(ordering: .relaxed) < now }.map(\.name)
  }
}
