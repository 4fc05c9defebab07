internal import Synchronization

/// Keeps one thread from starting a program while another has just made a descriptor that is not
/// yet close-on-exec: pipe2 is not visible to Swift, so making and marking are two steps.
package enum SpawnLock {
  private static let lock = Mutex(())

  /// Runs `body` while no program is being started; for any thread.
  package static func hold<R: Sendable>(_ body: () -> R) -> R {
    lock.withLock { _ in body() }
  }
}
