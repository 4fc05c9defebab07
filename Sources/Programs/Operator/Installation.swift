import ArgumentParser
import FoundationEssentials
import Glibc
import Processes
import Settings

/// The installed ERP of this machine: its folders, its units, and who may touch them.
enum Installation {
  /// What the programs read: `/usr/share/erp` beside `/usr/lib/erp/erp`.
  static let share = InstalledFiles.share

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

  /// Whether this is a machine that the package serves, rather than a developer's folder, and it
  /// is asked about.
  static var isHere: Bool {
    isServer && isReadable("\(library)/erp-units") && isReadable("/run/systemd/system")
  }

  static func isReadable(_ path: String) -> Bool {
    FileManager.default.isReadableFile(atPath: path)
  }

  /// Whether the settings are those of this machine, and not of a stack of somebody's own.
  static var isServer: Bool { Command.inherited["ERP_CONFIG"] == nil }

  /// The installed ones, else those of the project's own folder.
  static var migrations: String {
    isReadable(InstalledFiles.migrations) ? InstalledFiles.migrations : "sql/migrations"
  }

  /// Who has settings of his own may do with that stack what he likes.
  /// - Throws: `ExitCode` 77 after saying so
  static func requireRootOfServer() throws {
    if isServer { try requireRoot() }
  }

  /// - Throws: `ExitCode` 77 after saying so
  static func requireRoot() throws {
    guard geteuid() == 0 else {
      throw Terminal.failure(
        "only root may do this: sudo erp …", "只有 root 可以执行：sudo erp …",
        status: ExitStatus.notAllowed)
    }
  }

  /// Our units that erp.target wants, and further workers; others that begin with "erp" may be
  /// somebody else's.
  /// - Parameter kind: `service` or `socket`
  static func units(_ kind: String) throws(ProcessFault) -> [String] {
    try Command.require(["\(library)/erp-units", kind]).split(separator: "\n").map(String.init)
  }

  /// The state of each unit, such as `active` or `failed`, in one question.
  /// - Throws: `ProcessFault`
  static func states(of units: [String]) throws(ProcessFault) -> [(unit: String, state: String)] {
    let said = try systemctl(["is-active"] + units, seconds: 10).output.split(separator: "\n")
    guard said.count == units.count else { throw ProcessFault("systemd does not answer") }
    return zip(units, said).map { ($0, String($1)) }
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
