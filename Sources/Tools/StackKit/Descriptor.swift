import Foundation
import Glibc

/// Small calls over file descriptors; everything is opened close-on-exec.
package enum Descriptor {
  package static func open(
    _ path: String, _ flags: Int32, mode: mode_t = 0o600
  ) throws(StackFault) -> Int32 {
    let descriptor = Glibc.open(path, flags | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw fault("cannot open \(path)") }
    return descriptor
  }

  package static func pipe() throws(StackFault) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    let made = SpawnLock.hold {
      let made = Glibc.pipe(&ends)
      for end in ends where made == 0 { closeOnExec(end) }
      return made
    }
    guard made == 0 else { throw fault("cannot make a pipe") }
    return (ends[0], ends[1])
  }

  package static func closeOnExec(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  /// Closes what a starter left open: a daemon must not hold somebody's pipe, lock or connection.
  package static func closeInherited() {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    for descriptor in entries.compactMap({ Int32($0) }) where descriptor > 2 { close(descriptor) }
  }

  package static func nonBlocking(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  /// Writes all bytes, waiting as long as it takes. False when the other end is gone.
  @discardableResult
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let written = bytes[offset...].withUnsafeBytes { part in
        send(descriptor, part.baseAddress, part.count, Int32(MSG_NOSIGNAL))
      }
      if written < 0 && errno == ENOTSOCK {
        let plain = bytes[offset...].withUnsafeBytes { part in
          Glibc.write(descriptor, part.baseAddress, part.count)
        }
        guard plain > 0 else { return false }
        offset += plain
      } else if written > 0 {
        offset += written
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// At most `maximum` bytes; empty at the end, nil on an error or when a time-out passed.
  package static func read(_ descriptor: Int32, maximum: Int = 65536) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: maximum)
    while true {
      let count = Glibc.read(descriptor, &buffer, maximum)
      if count >= 0 { return Array(buffer[..<count]) }
      if errno != EINTR { return nil }
    }
  }

  package static func readToEnd(_ descriptor: Int32) -> [UInt8] {
    var all: [UInt8] = []
    while let part = read(descriptor), !part.isEmpty { all += part }
    return all
  }

  static func fault(_ what: String) -> StackFault {
    StackFault("\(what): \(String(cString: strerror(errno)))")
  }
}
