internal import CLinux
internal import Glibc
internal import Synchronization

/// One thread that runs one closure to its end. It takes no signals: they go to the main thread, so
/// no read or write in here is ever interrupted.
package final class BackgroundThread: Sendable {
  private let name: String
  private let body: @Sendable () -> Void
  private let finished = Atomic<Bool>(false)
  /// The thread, until somebody has waited for its end.
  private let handle = Atomic<UInt>(0)

  private init(name: String, body: @escaping @Sendable () -> Void) {
    self.name = name
    self.body = body
  }

  /// A thread that nobody waits for frees its memory at its end.
  deinit {
    let identifier = handle.load(ordering: .acquiring)
    if identifier != 0 { pthread_detach(identifier) }
  }

  /// Starts `body` on a new thread; nil when the system has no thread left.
  /// - Parameters:
  ///   - name: at most 15 bytes are kept, as `top -H` shows them
  ///   - stackBytes: nil is the system's standard
  package static func start(
    name: String, stackBytes: Int? = nil, body: @escaping @Sendable () -> Void
  ) -> BackgroundThread? {
    let thread = BackgroundThread(name: name, body: body)
    return thread.create(stackBytes: stackBytes) ? thread : nil
  }

  /// Whether the body has returned.
  package var isFinished: Bool { finished.load(ordering: .acquiring) }

  /// Waits for the end of the thread; the second call returns at once.
  package func join() {
    let identifier = handle.exchange(0, ordering: .acquiringAndReleasing)
    if identifier != 0 { pthread_join(identifier, nil) }
  }

  private func create(stackBytes: Int?) -> Bool {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    if let stackBytes { unsafe pthread_attr_setstacksize(&attributes, stackBytes) }
    // The new thread keeps itself alive.
    let context = unsafe Unmanaged.passRetained(self).toOpaque()
    var identifier = pthread_t()
    let status = unsafe pthread_create(&identifier, &attributes, enterThread, context)
    unsafe pthread_attr_destroy(&attributes)
    if status == 0 {
      handle.store(identifier, ordering: .releasing)
    } else {
      unsafe Unmanaged<BackgroundThread>.fromOpaque(context).release()
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
    unsafe Unmanaged<BackgroundThread>.fromOpaque(context).takeRetainedValue().enter()
  }
  return nil
}
