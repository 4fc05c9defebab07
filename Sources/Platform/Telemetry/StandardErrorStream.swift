import Glibc

/// The terminal's other stream, for programs that talk to people there: progress and complaints.
package enum StandardErrorStream {
  /// Whether a person sees it.
  package static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether systemd's journal reads it: `$JOURNAL_STREAM` names its device and inode, and may be
  /// inherited by a program whose stderr leads elsewhere.
  package static var isJournal: Bool {
    guard let named = unsafe getenv("JOURNAL_STREAM") else { return false }
    var facts = stat()
    guard unsafe fstat(STDERR_FILENO, &facts) == 0 else { return false }
    return unsafe String(cString: named) == "\(facts.st_dev):\(facts.st_ino)"
  }

  /// Writes one line, in one write(2) where the system takes it. Any thread.
  package static func write(_ line: String) {
    var rest = Array((line + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { raw in
        unsafe Glibc.write(STDERR_FILENO, raw.baseAddress, raw.count)
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return
      }
    }
  }
}
