internal import Glibc

/// A file that is there only when it is whole, also after a power cut.
package enum WholeFile {
  /// Keeps what was written to `descriptor` and gives it its name, in the same folder.
  /// - Throws: `ProcessFault` with the system's reason
  package static func finish(
    _ descriptor: Int32, named part: String, as path: String
  ) throws(ProcessFault) {
    guard fsync(descriptor) == 0 else { throw Descriptor.fault("cannot keep \(part)") }
    guard unsafe rename(part, path) == 0 else { throw Descriptor.fault("cannot make \(path)") }
    let end = path.lastIndex(of: "/") ?? path.startIndex
    let parent = path.contains("/") ? String(path[..<end]) + "/" : "."
    let folder = try Descriptor.open(parent, O_RDONLY)
    defer { close(folder) }
    _ = fsync(folder)
  }

  /// All of the new file or all of the old one, and never readable for more than it should be.
  /// - Throws: `ProcessFault` when it cannot be written; then the old one is still there
  package static func write(
    _ text: String, to path: String, mode: UInt32 = 0o644
  ) throws(ProcessFault) {
    let part = path + ".part"
    remove(part)
    let descriptor = try Descriptor.open(part, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
    defer { close(descriptor) }
    fchmod(descriptor, mode)
    guard Descriptor.write(Array(text.utf8), to: descriptor) else {
      throw Descriptor.fault("cannot write \(path)")
    }
    try finish(descriptor, named: part, as: path)
  }

  /// Takes it away, if it is there.
  package static func remove(_ path: String) { _ = unsafe unlink(path) }

  /// Whether this process may make files in a folder.
  package static func canWrite(in folder: String) -> Bool {
    unsafe access(folder, W_OK | X_OK) == 0
  }
}
