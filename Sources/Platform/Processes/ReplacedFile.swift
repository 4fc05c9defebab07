internal import Glibc

/// Files that are there as a whole or not at all.
package enum ReplacedFile {
  /// All of the new file or all of the old one, and never readable for more than it should be.
  /// - Throws: `ProcessFault` when it cannot be written; then the old one is still there
  package static func write(
    _ text: String, to path: String, mode: UInt32 = 0o644
  ) throws(ProcessFault) {
    let part = path + ".part"
    _ = unsafe unlink(part)
    let descriptor = try Descriptor.open(part, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
    fchmod(descriptor, mode)
    let isWritten = Descriptor.write(Array(text.utf8), to: descriptor) && fsync(descriptor) == 0
    close(descriptor)
    guard isWritten, unsafe rename(part, path) == 0 else {
      throw Descriptor.fault("cannot write \(path)")
    }
  }

  /// Takes it away, if it is there.
  package static func remove(_ path: String) { _ = unsafe unlink(path) }
}
