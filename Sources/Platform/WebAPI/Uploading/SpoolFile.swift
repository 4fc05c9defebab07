import Glibc

/// A file without a name on the machine's temporary disk, for what must be read twice and is too
/// large to hold. It is gone with this object, or with the process.
final class SpoolFile {
  private let descriptor: Int32

  /// Nil when there is no room for it.
  init?() {
    let template = "/tmp/erp-spool-XXXXXX"
    var path = Array(template.utf8CString)
    descriptor = unsafe path.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return -1 }
      let made = unsafe mkstemp(start)
      if made >= 0 {
        unsafe unlink(start)
        _ = fcntl(made, F_SETFD, FD_CLOEXEC)
      }
      return made
    }
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// False when the disk is full.
  func append(_ piece: ArraySlice<UInt8>) -> Bool {
    var rest = piece
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        unsafe write(descriptor, bytes.baseAddress, bytes.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  func rewind() { lseek(descriptor, 0, SEEK_SET) }

  /// The next piece into the buffer; its size, 0 at the end, nil when the disk fails.
  func read(into buffer: inout [UInt8]) -> Int? {
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
      }
      if count < 0, errno == EINTR { continue }
      return count < 0 ? nil : count
    }
  }
}
