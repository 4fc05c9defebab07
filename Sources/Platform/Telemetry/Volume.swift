import Glibc

/// The volume that a file or folder lies on, as it was when asked.
package struct Volume: Sendable {
  /// Bytes.
  package let size: UInt64
  /// Bytes that programs may still take; the superuser's reserve counts as taken.
  package let free: UInt64

  init(size: UInt64, free: UInt64) {
    self.size = size
    self.free = free
  }

  /// Nil when the path is not there, or may not be looked at.
  package init?(of path: String) {
    var facts = statvfs()
    guard unsafe statvfs(path, &facts) == 0 else { return nil }
    let block = UInt64(facts.f_frsize)
    size = UInt64(facts.f_blocks) * block
    free = UInt64(facts.f_bavail) * block
  }
}
