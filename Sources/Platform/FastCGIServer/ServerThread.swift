internal import CFastCGI
internal import Glibc
internal import Synchronization

/// A thread with a stack of a chosen size. It takes no signals: they go to the main thread, so no
/// read or write in here is ever interrupted.
package final class ServerThread: Sendable {
  private let name: String
  private let body: @Sendable () -> Void
  private let finished = Atomic<Bool>(false)
  private let handle = Atomic<UInt>(0)

  /// Whether the body has returned.
  package var isFinished: Bool { finished.load(ordering: .acquiring) }

  private init(name: String, body: @escaping @Sendable () -> Void) {
    self.name = name
    self.body = body
  }

  /// Starts `body` on a new thread; nil when the system has no thread left.
  /// - Parameter name: at most 15 bytes are kept, as `top -H` shows them.
  package static func start(
    name: String, stackBytes: Int = 1 << 20, body: @escaping @Sendable () -> Void
  ) -> ServerThread? {
    let thread = ServerThread(name: name, body: body)
    return thread.create(stackBytes: stackBytes) ? thread : nil
  }

  /// Waits for the end of the thread; the second call returns at once.
  package func join() {
    let identifier = handle.exchange(0, ordering: .acquiringAndReleasing)
    if identifier != 0 { pthread_join(identifier, nil) }
  }

  private func create(stackBytes: Int) -> Bool {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setstacksize(&attributes, stackBytes)
    // The new thread keeps itself alive.
    let context = unsafe Unmanaged.passRetained(self).toOpaque()
    var identifier = pthread_t()
    let status = unsafe pthread_create(&identifier, &attributes, enterThread, context)
    unsafe pthread_attr_destroy(&attributes)
    if status == 0 {
      handle.store(identifier, ordering: .releasing)
    } else {
      unsafe Unmanaged<ServerThread>.fromOpaque(context).release()
    }
    return status == 0
  }

  fileprivate func enter() {
    var signals = sigset_t()
    unsafe sigfillset(&signals)
    // These are faults of the thread itself and must reach it.
    for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT] {
      unsafe sigdelset(&signals, fault)
    }
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    unsafe pthread_setname_np(pthread_self(), String(name.prefix(15)))
    body()
    finished.store(true, ordering: .releasing)
  }
}

/// The form that pthread_create wants.
private func enterThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let context = unsafe context {
    unsafe Unmanaged<ServerThread>.fromOpaque(context).takeRetainedValue().enter()
  }
  return nil
}
