import Glibc
import Synchronization

/// One thread that runs one closure to its end.
package final class BackgroundThread: Sendable {
  private let body: @Sendable () -> Void
  private let ended = Atomic<Bool>(false)

  private init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
  }

  /// Starts a thread; nil when the system has no room for another one.
  package static func start(_ body: @escaping @Sendable () -> Void) -> BackgroundThread? {
    let thread = BackgroundThread(body)
    // The new thread keeps itself alive.
    let context = unsafe Unmanaged.passRetained(thread).toOpaque()
    var identifier = pthread_t()
    guard unsafe pthread_create(&identifier, nil, enterThread, context) == 0 else {
      unsafe Unmanaged<BackgroundThread>.fromOpaque(context).release()
      return nil
    }
    pthread_detach(identifier)
    return thread
  }

  /// Whether the closure has returned.
  package var hasEnded: Bool { ended.load(ordering: .acquiring) }

  fileprivate func enter() {
    // SIGTERM is the main thread's: here it would only interrupt a read.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGTERM, SIGINT, SIGHUP, SIGCHLD] { unsafe sigaddset(&signals, number) }
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    body()
    ended.store(true, ordering: .releasing)
  }
}

/// The form that pthread_create wants.
private func enterThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let context = unsafe context {
    unsafe Unmanaged<BackgroundThread>.fromOpaque(context).takeRetainedValue().enter()
  }
  return nil
}
