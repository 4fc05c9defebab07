internal import Glibc
internal import Telemetry

/// Gives signs of life for as long as every thread keeps its promises, and not a moment longer:
/// the service manager then ends this process and starts it again.
enum Watchdog {
  /// Starts its thread. Nothing is said when the system has no thread left, so it ends soon.
  static func start(everyMicroseconds interval: UInt32) {
    var identifier = pthread_t()
    let context = unsafe UnsafeMutableRawPointer(bitPattern: UInt(max(1, interval)))
    guard unsafe pthread_create(&identifier, nil, watch, context) == 0 else {
      return Log.error("no room for the watchdog's thread")
    }
    pthread_detach(identifier)
  }

  /// One look at all pulses.
  /// - Parameter known: what was overdue at the last look; each is logged once.
  /// - Returns: what is overdue now.
  static func look(known: [String] = []) -> [String] {
    let overdue = Heartbeats.shared.overdue(now: Heartbeat.now())
    if overdue.isEmpty { ServiceManager.say("WATCHDOG=1") }
    for name in overdue where !known.contains(name) {
      Log.error("a thread hangs; the watchdog stays silent", [("thread", LogValue(name))])
    }
    return overdue
  }
}

/// The form that pthread_create wants; the context is the interval itself.
private func watch(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  let interval = UInt32(clamping: UInt(bitPattern: context))
  var signals = sigset_t()
  unsafe sigfillset(&signals)
  unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  var overdue: [String] = []
  while true {
    overdue = Watchdog.look(known: overdue)
    usleep(interval)
  }
}
