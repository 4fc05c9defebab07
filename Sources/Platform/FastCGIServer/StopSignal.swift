internal import CFastCGI
internal import Glibc
internal import Synchronization

/// SIGTERM and SIGINT as something that loops can ask and wait for.
package enum StopSignal {
  private static let requested = Atomic<Bool>(false)
  /// Becomes readable with the signal and stays so, for every loop that polls it.
  static let descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))

  /// From now on SIGTERM and SIGINT only set the flag, and SIGPIPE does nothing. Called on the main
  /// thread; may be repeated.
  package static func install() {
    // A handler must not be the first to touch these.
    _ = requested.load(ordering: .relaxed)
    _ = descriptor
    signal(SIGPIPE, SIG_IGN)
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { _ in StopSignal.request() }
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

  /// Whether the program was asked to end.
  package static var isRequested: Bool { requested.load(ordering: .acquiring) }

  /// The same as a signal; only calls that a signal handler may make.
  package static func request() {
    requested.store(true, ordering: .releasing)
    var one: UInt64 = 1
    _ = unsafe write(descriptor, &one, 8)
  }

  /// Sleeps, but no longer than until the signal.
  /// - Returns: whether the program was asked to end.
  package static func wait(milliseconds: Int) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = unsafe poll(&entry, 1, Int32(clamping: milliseconds))
    return isRequested
  }
}
