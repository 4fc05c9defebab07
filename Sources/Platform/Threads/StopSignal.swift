internal import CLinux
internal import Glibc
internal import Synchronization

/// Tells threads to end, as something that loops can ask, poll and wait for. Any thread may ask or
/// tell.
package final class StopSignal: Sendable {
  /// SIGTERM and SIGINT of this process, once they are caught.
  package static let process = StopSignal()

  private let requested = Atomic<Bool>(false)
  private let holds: @Sendable () -> Bool
  /// Becomes readable with the signal and stays so, for every loop that polls it.
  package let descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))

  /// - Parameter holds: asked before each round of work; true while nothing may be written
  package init(holds: @escaping @Sendable () -> Bool = { false }) { self.holds = holds }

  deinit { close(descriptor) }

  /// Whether the threads are to end.
  package var isRequested: Bool { requested.load(ordering: .acquiring) }

  /// Whether work has to wait, though the program goes on.
  package var isHeld: Bool { holds() }

  /// Tells it; only calls that a signal handler may make.
  package func request() {
    requested.store(true, ordering: .releasing)
    var one: UInt64 = 1
    _ = unsafe write(descriptor, &one, 8)
  }

  /// Sleeps, but no longer than until the signal.
  /// - Returns: whether the threads are to end
  @discardableResult
  package func wait(milliseconds: Int) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    if milliseconds > 0 { _ = unsafe poll(&entry, 1, Int32(clamping: milliseconds)) }
    return isRequested
  }

  /// From now on SIGTERM and SIGINT only tell `process`, and SIGPIPE does nothing. Called on the
  /// main thread; may be repeated.
  package static func catchSignals() {
    // A handler must not be the first to touch it.
    _ = process
    signal(SIGPIPE, SIG_IGN)
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { _ in StopSignal.process.request() }
    action.sa_flags = SA_RESTART
    // Whoever started this program may have had them blocked, and a child inherits that.
    var taken = sigset_t()
    unsafe sigemptyset(&taken)
    for number in [SIGTERM, SIGINT] {
      unsafe sigaction(number, &action, nil)
      unsafe sigaddset(&taken, number)
    }
    unsafe pthread_sigmask(SIG_UNBLOCK, &taken, nil)
  }
}
