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

  /// Whether this process may make files in a folder.
  package static func canWrite(in folder: String) -> Bool {
    unsafe access(folder, W_OK | X_OK) == 0
  }
}
