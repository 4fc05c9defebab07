import Glibc

/// Small files on disk that hold one key each.
enum KeyFile {
  /// A key file has 119 bytes; anything much longer is something else.
  private static let maximumBytes = 4096

  /// The text of the file. With `secret`, refuses a file that others may read or its group may
  /// write (its group may read: that is how systemd hands a credential to a service).
  static func read(_ path: String, secret: Bool) throws(KeyFault) -> String {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .inaccessible(path: path, errno: errno) }
    defer { close(descriptor) }
    var facts = stat()
    guard unsafe fstat(descriptor, &facts) == 0 else {
      throw .inaccessible(path: path, errno: errno)
    }
    if secret, facts.st_mode & 0o027 != 0 { throw .tooOpen(path: path) }
    var bytes = [UInt8](repeating: 0, count: maximumBytes + 1)
    var count = 0
    while count < bytes.count {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      }
      guard got >= 0 else { throw .inaccessible(path: path, errno: errno) }
      if got == 0 { break }
      count += got
    }
    guard count <= maximumBytes else { throw .malformed(path: path) }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// Writes a new file, never over an old one, and waits until it is on disk.
  static func create(_ path: String, _ text: String, mode: mode_t) throws(KeyFault) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .inaccessible(path: path, errno: errno) }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    // fchmod: the umask may have taken bits away from a file that others must be able to read.
    guard fchmod(descriptor, mode) == 0,
      unsafe write(descriptor, bytes, bytes.count) == bytes.count,
      fsync(descriptor) == 0
    else { throw .inaccessible(path: path, errno: errno) }
  }

  /// Writes the file anew in one step: whoever reads meanwhile finds the old text or the new one.
  static func replace(_ path: String, _ text: String, mode: mode_t) throws(KeyFault) {
    let fresh = path + ".new"
    unsafe unlink(fresh)
    try create(fresh, text, mode: mode)
    guard unsafe rename(fresh, path) == 0 else { throw .inaccessible(path: path, errno: errno) }
  }

  static func remove(_ path: String) throws(KeyFault) {
    guard unsafe unlink(path) == 0 else { throw .inaccessible(path: path, errno: errno) }
  }

  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Seconds since 1970 when the file was written last.
  static func changedAt(_ path: String) throws(KeyFault) -> Int64 {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0 else { throw .inaccessible(path: path, errno: errno) }
    return Int64(facts.st_mtim.tv_sec)
  }

  /// The names in a folder, sorted.
  static func names(in directory: String) throws(KeyFault) -> [String] {
    guard let stream = unsafe opendir(directory) else {
      throw .inaccessible(path: directory, errno: errno)
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
    }
    return names.sorted()
  }
}

/// Why a key cannot be used. Carries names and paths, never key material.
package enum KeyFault: Error, Equatable, CustomStringConvertible {
  /// The file or folder cannot be read or written; the system's error number.
  case inaccessible(path: String, errno: Int32)
  /// Not a PEM file with exactly one Ed25519 key of the wanted kind.
  case malformed(path: String)
  /// A private key that other users may read or its group may write.
  case tooOpen(path: String)
  /// A name that is not 1 to 32 of `[A-Za-z0-9_-]`, in a file's name or alone.
  case badName(String)
  /// No public key at all: no token could be verified.
  case noKeys(directory: String)
  /// The public key of this private key lies in no `<kid>.pub.pem` there.
  case unpublished(path: String, directory: String)
  /// The key that signs cannot be taken away.
  case inUse(kid: String)
  /// libcrypto failed.
  case failed

  package var description: String {
    switch self {
    case .inaccessible(let path, let errno): "cannot access key file \(path) (errno \(errno))"
    case .malformed(let path): "\(path) is not an Ed25519 key in PEM form"
    case .tooOpen(let path): "private key \(path) is open to other users (want mode 0600)"
    case .badName(let name): "\(name) is not a key name ([A-Za-z0-9_-], 1 to 32 characters)"
    case .noKeys(let directory): "no <kid>.pub.pem in \(directory)"
    case .unpublished(let path, let directory):
      "no <kid>.pub.pem in \(directory) belongs to the private key \(path)"
    case .inUse(let kid): "\(kid) is the key that signs"
    case .failed: "libcrypto failed"
    }
  }
}
