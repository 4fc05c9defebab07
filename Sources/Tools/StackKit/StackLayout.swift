import Foundation
import Glibc

/// Where everything of one private stack lies. Nothing outside `root` is touched, save a short
/// folder in /tmp for the sockets when `root` is too deep for a socket's path.
package struct StackLayout: Sendable {
  package let root: String
  package let sockets: String

  package init(root: String) {
    let absolute = URL(fileURLWithPath: root).standardizedFileURL.path
    self.root = absolute
    let near = absolute + "/run"
    let longest = near + "/mariadb.sock.lock"
    sockets =
      longest.utf8.count <= UnixSocket.longestPath
      ? near : "/tmp/erp-\(getuid())-\(Self.shortName(of: absolute))"
  }

  package var logs: String { root + "/logs" }
  package var keys: String { root + "/keys" }
  package var secrets: String { root + "/secrets" }
  package var share: String { root + "/share" }
  package var nginx: String { root + "/nginx" }
  package var mariadb: String { root + "/mariadb" }
  package var redis: String { root + "/redis" }
  package var settings: String { root + "/erp.conf" }
  package var plan: String { root + "/plan.json" }
  package var status: String { root + "/status.json" }
  package var pidFile: String { root + "/supervisor.pid" }
  package var port: String { root + "/port" }
  package var control: String { socket("control") }

  package func socket(_ name: String) -> String { "\(sockets)/\(name).sock" }
  package func log(_ name: String) -> String { "\(logs)/\(name).log" }
  package func secret(_ name: String) -> String { "\(secrets)/\(name)" }

  /// Makes the folders, for this user alone.
  package func prepare() throws(StackFault) {
    let folders = [
      root, sockets, logs, keys, secrets, share, nginx, mariadb, redis, nginx + "/temp",
    ]
    for folder in folders { try Self.makePrivate(folder) }
  }

  /// A folder in /tmp may have been put there by somebody else: it is used only if it is ours.
  static func makePrivate(_ folder: String) throws(StackFault) {
    if mkdir(folder, 0o700) == 0 { return }
    if errno == ENOENT {
      try makePrivate((folder as NSString).deletingLastPathComponent)
      return try makePrivate(folder)
    }
    var information = stat()
    guard errno == EEXIST, lstat(folder, &information) == 0,
      information.st_mode & S_IFMT == S_IFDIR, information.st_uid == getuid()
    else { throw StackFault("cannot make the folder \(folder), or it belongs to another user") }
    if folder.hasPrefix("/tmp/erp-") { chmod(folder, 0o700) }
  }

  /// FNV-1a: stable from run to run, which Swift's own hashing is not.
  private static func shortName(of text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }
}
