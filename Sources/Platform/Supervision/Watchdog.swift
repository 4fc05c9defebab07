internal import Glibc
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
