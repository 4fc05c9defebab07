internal import Glibc

/// Small calls over file descriptors; everything is opened close-on-exec.
package enum Descriptor {
  /// - Throws: `ProcessFault` with the system's reason
  package static func open(
    _ path: String, _ flags: Int32, mode: UInt32 = 0o600
  ) throws(ProcessFault) -> Int32 {
    let descriptor = unsafe Glibc.open(path, flags | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw fault("cannot open \(path)") }
    return descriptor
  }

  /// - Throws: `ProcessFault` when this process has no descriptor left
  package static func pipe() throws(ProcessFault) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    let made = SpawnLock.hold {
      let made = unsafe Glibc.pipe(&ends)
      for end in ends where made == 0 { closeOnExec(end) }
      return made
    }
    guard made == 0 else { throw fault("cannot make a pipe") }
    return (ends[0], ends[1])
  }

  package static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

  package static func closeOnExec(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  package static func nonBlocking(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  /// Writes all bytes, waiting as long as it takes. False when the other end is gone.
  @discardableResult
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let written = writeSome(rest, to: descriptor) else { return false }
      rest = rest.dropFirst(written)
    }
    return true
  }

  /// Writes what there is room for, 0 when there is none just now; nil when the other end is gone.
  static func writeSome(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int? {
    var written = unsafe bytes.withUnsafeBytes { part in
      unsafe send(descriptor, part.baseAddress, part.count, Int32(MSG_NOSIGNAL))
    }
    if written < 0 && errno == ENOTSOCK {
      written = unsafe bytes.withUnsafeBytes { part in
        unsafe Glibc.write(descriptor, part.baseAddress, part.count)
      }
    }
    if written >= 0 { return written }
    return errno == EINTR || errno == EAGAIN ? 0 : nil
  }

  /// At most `maximum` bytes; empty at the end, nil on an error or when a time-out passed.
  package static func read(_ descriptor: Int32, maximum: Int = 65536) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: maximum)
    while true {
      let count = unsafe Glibc.read(descriptor, &buffer, maximum)
      if count >= 0 { return Array(buffer[..<count]) }
      if errno != EINTR { return nil }
    }
  }

  package static func readToEnd(_ descriptor: Int32) -> [UInt8] {
    var all: [UInt8] = []
    while let part = read(descriptor), !part.isEmpty { all += part }
    return all
  }

  /// Whether a person sits at the other end.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// A fault with the reason of the last system call.
  package static func fault(_ what: String) -> ProcessFault {
    ProcessFault("\(what): \(unsafe String(cString: strerror(errno)))")
  }
}
