import Foundation

/// Keeps one thread from starting a program while another has just made a descriptor that is not
/// yet close-on-exec: pipe2 is not visible to Swift, so making and marking are two steps.
enum SpawnLock {
  private static let lock = NSLock()

  static func hold<R>(_ body: () -> R) -> R {
    lock.withLock(body)
  }
}
