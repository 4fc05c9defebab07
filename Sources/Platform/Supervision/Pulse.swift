internal import Glibc
internal import Synchronization

/// One thread's promise to come back: the watchdog stays silent once a promise is broken.
///
/// A thread that waits for work, however long, has promised nothing. One that works says until
/// when at the latest it will be heard of again. The promise ends with the object.
package final class Pulse: Sendable {
  let name: String
  /// On the monotonic clock, in nanoseconds; `.max`: nothing was promised.
  private let promised = Atomic<Int64>(.max)

  /// - Parameter name: of the thread, for the log.
  package init(_ name: String) {
    self.name = name
    Pulses.shared.add(self)
  }

  deinit { Pulses.shared.forget() }

  /// At work: the next sign comes within so many seconds.
  package func beat(within seconds: Int) {
    promise(until: Self.now() + Int64(seconds) * 1_000_000_000)
  }

  /// At work until a point of the monotonic clock.
  package func promise(until nanoseconds: Int64) {
    promised.store(nanoseconds, ordering: .relaxed)
  }

  /// Waits for work.
  package func rest() {
    promised.store(.max, ordering: .relaxed)
  }

  /// Whether the promise is broken.
  func isOverdue(now: Int64) -> Bool { promised.load(ordering: .relaxed) < now }

  static func now() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// All pulses of this process.
final class Pulses: Sendable {
  static let shared = Pulses()

  private struct Entry {
    weak var pulse: Pulse?
  }
  private let entries = Mutex<[Entry]>([])

  func add(_ pulse: Pulse) {
    entries.withLock { $0.append(Entry(pulse: pulse)) }
  }

  /// Drops those whose owner has gone.
  func forget() {
    entries.withLock { $0.removeAll { $0.pulse == nil } }
  }

  /// The threads that broke their promise.
  func overdue(now: Int64) -> [String] {
    let pulses = entries.withLock { $0.compactMap(\.pulse) }
    return pulses.filter { $0.isOverdue(now: now) }.map(\.name)
  }
}
