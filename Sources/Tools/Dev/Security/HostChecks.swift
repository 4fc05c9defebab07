import Foundation
import Glibc
import Processes
import StackKit

/// What the machine's other users and the network can reach.
enum HostChecks {
  /// Of all processes of the stack, one listens, on one port, on the loopback address.
  static func listeners(_ scene: SecurityScene) throws -> [String] {
    let groups = Set(try scene.stack.status().map(\.pid).filter { $0 > 0 })
    let sockets = Set(
      ProcessFolder.all.filter { groups.contains($0.group) }.flatMap(\.sockets))
    var listening: [String] = []
    for table in ["tcp", "tcp6", "udp", "udp6", "raw", "raw6"] {
      let text = (try? String(contentsOfFile: "/proc/net/\(table)", encoding: .utf8)) ?? ""
      for line in text.split(separator: "\n").dropFirst() {
        let fields = line.split(separator: " ")
        guard fields.count > 9, sockets.contains(String(fields[9])) else { continue }
        // 0A: listening. A bound UDP socket can be reached as it is.
        if fields[3] == "0A" || !table.hasPrefix("tcp") {
          listening.append("\(table) \(fields[1])")
        }
      }
    }
    let expected = "tcp 0100007F:" + String(format: "%04X", scene.stack.port)
    // The listener of monitoring has an address of its own on loopback, 127.0.0.2.
    let others = listening.filter { $0 != expected && !$0.hasPrefix("tcp 0200007F:") }
    var findings = Set(others).map { "\($0) is open to others" }
    if !listening.contains(expected) { findings.append("Nginx was not found to listen") }
    return findings
  }

  /// Folders, sockets, secrets and logs are their owner's, and nobody else can open them.
  static func files(_ scene: SecurityScene) throws -> [String] {
    let layout = scene.stack.layout
    var findings: [String] = []
    var sockets = 0
    for folder in [layout.root, layout.sockets, layout.secrets, layout.logs, layout.mariadb] {
      if mode(folder) & 0o077 != 0 { findings.append("\(folder) is open to others") }
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: layout.sockets)
    where name.hasSuffix(".sock") {
      let path = "\(layout.sockets)/\(name)"
      sockets += 1
      // MariaDB's socket is open to whoever reaches its folder: it asks for a password itself.
      if name != "mariadb.sock", mode(path) & 0o077 != 0 {
        findings.append("\(name) is open to others")
      }
      if try asNobody(["curl", "-s", "--max-time", "2", "--unix-socket", path, "http://x/"]) == 0 {
        findings.append("nobody can connect to \(name)")
      }
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: layout.secrets) {
      let path = layout.secret(name)
      if mode(path) & 0o177 != 0 { findings.append("secrets/\(name) has not mode 0600") }
      if try asNobody(["cat", path]) == 0 { findings.append("nobody can read secrets/\(name)") }
    }
    if sockets < 15 { findings.append("only \(sockets) sockets were found") }
    return findings
  }

  private static func mode(_ path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.posixPermissions] as? Int ?? 0o777
  }

  /// The status of a command that a user without any rights runs; only root can become that user,
  /// and for everybody else the modes alone have to do.
  private static func asNobody(_ command: [String]) throws -> Int32 {
    guard getuid() == 0 else { return 1 }
    return try Command.run(
      ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"] + command
    ).status
  }
}
