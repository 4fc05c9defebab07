import ArgumentParser
import FoundationEssentials
import Glibc
import Processes

/// The installed ERP of this machine: its folders, its units, and who may touch them.
enum Installation {
  /// What the programs read: `/usr/share/erp` beside `/usr/lib/erp/erp`.
  static let share: String = {
    let program =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let parts = program.split(separator: "/").dropLast(3)
    return parts.isEmpty ? "/usr/share/erp" : "/" + parts.joined(separator: "/") + "/share/erp"
  }()

  static let library = share.replacing("/share/erp", with: "/lib/erp")
  static let settings = "/etc/erp"
  static let credentials = "/etc/erp/credentials"
  static let backups = "/var/backups/erp"
  /// What the commands remember of this machine.
  static let state = "/var/lib/erp"

  /// Settings that hold for this program where nothing else is given: files that only root reads.
  static var standardFiles: [String: String] {
    guard Command.inherited["ERP_CONFIG"] == nil else { return [:] }
    let files = [
      "ERP_DB_PASSWORD_FILE": "\(credentials)/database-admin",
      "ERP_TOKEN_PRIVATE_KEY_FILE": "\(credentials)/token.pem",
    ]
    return files.filter { isReadable($0.value) }
  }

  /// Whether this is a machine that the package serves, rather than a developer's folder.
  static var isHere: Bool {
    isReadable("\(library)/erp-units") && isReadable("/run/systemd/system")
  }

  static func isReadable(_ path: String) -> Bool {
    FileManager.default.isReadableFile(atPath: path)
  }

  /// Whether the settings are those of this machine, and not of a stack of somebody's own.
  static var isServer: Bool { Command.inherited["ERP_CONFIG"] == nil }

  static var migrations: String { isServer ? "\(share)/sql/migrations" : "sql/migrations" }

  /// Who has settings of his own may do with that stack what he likes.
  /// - Throws: `ExitCode` 77 after saying so
  static func requireRootOfServer() throws {
    if isServer { try requireRoot() }
  }

  /// - Throws: `ExitCode` 77 after saying so
  static func requireRoot() throws {
    guard geteuid() == 0 else {
      throw Terminal.failure(
        "only root may do this", "只有 root 可以执行", status: ExitStatus.notAllowed)
    }
  }

  /// Our units that erp.target wants, and further workers; others that begin with "erp" may be
  /// somebody else's.
  /// - Parameter kind: `service` or `socket`
  static func units(_ kind: String) throws(ProcessFault) -> [String] {
    try Command.require(["\(library)/erp-units", kind]).split(separator: "\n").map(String.init)
  }

  /// Runs systemctl; nothing is asked, nothing is paged.
  /// - Throws: `ProcessFault` only where there is no systemctl
  @discardableResult
  static func systemctl(_ words: [String], seconds: Int? = nil) throws(ProcessFault)
    -> Command.Result
  {
    try Command.run(["systemctl", "--no-pager", "--no-ask-password"] + words, seconds: seconds)
  }
}
