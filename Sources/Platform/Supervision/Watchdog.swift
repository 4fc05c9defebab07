internal import Glibc
internal import Synchronization
internal import Telemetry
internal import Threads

/// Gives signs of life for as long as every thread meets its heartbeat's deadline, and not a moment
/// longer: the service manager then ends this process and starts it again.
enum Watchdog {
  /// Starts its thread. Nothing is said when the system has no thread left, so it ends soon.
  static func start(everyMicroseconds interval: UInt32) {
    let thread = BackgroundThread.start(name: "watchdog") {
      var overdue: [String] = []
      while true {
        overdue = look(known: overdue)
        usleep(interval)
      }
    }
    if thread == nil { Log.error("no room for the watchdog's thread") }
  }

  /// One look at all heartbeats.
  /// - Parameter known: what was overdue at the last look; each is logged once.
  /// - Returns: what is overdue now.
  static func look(known: [String] = []) -> [String] {
    let overdue = Heartbeats.shared.overdue(now: MonotonicClock.now())
    if overdue.isEmpty { ServiceManager.say("WATCHDOG=1") }
    for name in overdue where !known.contains(name) {
      Log.error("a thread hangs; the watchdog stays silent", [("thread", LogValue(name))])
    }
    return overdue
  }
}

/// A worker thread's heartbeat deadline; if one passes, the watchdog stops notifying systemd, which
/// restarts the service.
///
/// A thread that waits for work, however long, has none. One that works says until when at the
/// latest it will be heard of again. The deadline ends with the object.
package final class Heartbeat: Sendable {
  private let deadline: Deadline

  /// - Parameter name: of the thread, for the log.
  package init(_ name: String) {
    deadline = Deadline(name)
    Heartbeats.shared.add(deadline)
  }

  deinit { Heartbeats.shared.remove(deadline) }

  /// At work: the next sign comes within so many seconds.
  package func beat(within seconds: Int) {
    setDeadline(MonotonicClock.after(seconds: seconds))
  }

  /// At work until a point of the monotonic clock.
  package func setDeadline(_ nanoseconds: Int64) {
    deadline.end.store(nanoseconds, ordering: .relaxed)
  }

  /// Waits for work.
  package func rest() {
    deadline.end.store(.max, ordering: .relaxed)
  }
}

/// A heartbeat's deadline. The list holds it, never the heartbeat itself: whoever looked through
/// the list would else end the last heartbeat of a thread, inside the list's own lock.
private final class Deadline: Sendable {
  let name: String
  /// On the monotonic clock, in nanoseconds; `.max`: none.
  let end = Atomic<Int64>(.max)

  init(_ name: String) { self.name = name }
}

/// The deadlines of all heartbeats of this process.
final class Heartbeats: Sendable {
  static let shared = Heartbeats()

  private let list = Mutex<[Deadline]>([])

  fileprivate func add(_ deadline: Deadline) {
    list.withLock { $0.append(deadline) }
  }

  fileprivate func remove(_ deadline: Deadline) {
    list.withLock { $0.removeAll { $0 === deadline } }
  }

  /// The threads whose deadline has passed.
  func overdue(now: Int64) -> [String] {
    list.withLock { $0 }.filter { $0.end.load(ordering: .relaxed) < now }.map(\.name)
  }
}
