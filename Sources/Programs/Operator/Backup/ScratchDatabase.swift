import ArgumentParser
import Glibc
import MariaDBClient
import Processes

/// A database of its own beside the ERP's, on the same server, into which a backup is loaded while
/// selling goes on.
final class ScratchDatabase {
  enum Name: String {
    case restoring = "erp_restoring"
    case rehearsal = "erp_rehearsal"
  }

  let name: String
  let connection: DatabaseConnection
  /// To the ERP's own database, which is there when this one is not yet.
  private let base: DatabaseConnection
  private let access: ServerAccess
  private let unlogged: Bool
  private var isThere = true

  private static let stateSQL = SQL("scratch.log_state", "SELECT @@log_bin, @@wsrep_on")

  /// Makes it, empty. What an earlier one has left goes.
  /// - Throws: `ExitCode` after saying why there is none
  init(_ name: Name, _ session: OperatorSession) throws {
    self.name = name.rawValue
    base = session.database
    do {
      unlogged =
        try base.first(Self.stateSQL, []) { row throws(DatabaseError) in
          // A cluster passes on to its nodes what would be logged.
          (try row.bool(), try row.bool())
        }.map { $0.0 && !$0.1 } ?? false
      if unlogged { try base.administer(Self.noLog) }
      try base.administer("DROP DATABASE IF EXISTS \(name.rawValue)")
      try base.administer("CREATE DATABASE \(name.rawValue) \(Self.charset)")
      var options = base.options
      options.database = name.rawValue
      options.lockWaitSeconds = 60
      connection = DatabaseConnection(settings: options)
      if unlogged { try connection.administer(Self.noLog) }
      access = try ServerAccess(base.options, base.endpoint)
    } catch {
      throw Terminal.failure(
        "the database \(name.rawValue) cannot be made: \(error). Nothing was changed",
        "无法创建数据库 \(name.rawValue)：\(error)。未做任何更改")
    }
  }

  static let charset = "CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin"
  /// A backup that is loaded is no news for whoever reads the binary log.
  private static let noLog = "SET SESSION sql_log_bin = 0"

  /// - Throws: `ExitCode` after saying where it broke, and never what stands there
  func load(_ path: String, _ scan: BackupScan, seconds: Int) throws {
    do throws(ProcessFault) {
      let input = try Descriptor.open(path, O_RDONLY)
      defer { close(input) }
      let result = try feed([["gzip", "-dc"]], input: input, seconds: seconds) {
        Terminal.words("loading \(path)", "载入 \(path)")
      }
      guard result.isClean else { throw ProcessFault(Self.place(result.errors, scan)) }
    } catch {
      throw Terminal.failure(
        "\(path) cannot be loaded: \(error). Nothing was changed",
        "\(path) 无法载入：\(error)。未做任何更改")
    }
  }

  /// Runs programs whose output the server runs as statements, here.
  /// - Throws: `ProcessFault`
  func feed(
    _ stages: [[String]], input: Int32, seconds: Int,
    environment: [String: String] = Command.inherited, saying text: @escaping () -> String
  ) throws(ProcessFault) -> Pipeline.Result {
    var client = ["mariadb", ServerAccess.option, "--batch", "--default-character-set=utf8mb4"]
    if unlogged { client.append("--init-command=\(Self.noLog)") }
    let output = try Descriptor.open("/dev/null", O_WRONLY)
    defer { close(output) }
    let began = ContinuousClock.now
    return try Pipeline(
      stages + [client + [name]], environment: environment, shared: access.descriptor
    ).run(input: input, output: output, seconds: seconds) {
      Terminal.progress("\(text()): \((ContinuousClock.now - began).components.seconds) s")
    }
  }

  func drop() {
    guard isThere else { return }
    isThere = false
    connection.close()
    do { try base.administer("DROP DATABASE IF EXISTS \(name)") } catch {
      Terminal.complain(
        Terminal.words("the database \(name) is still there: \(error)", "数据库 \(name) 仍在：\(error)"))
    }
  }

  deinit { drop() }

  /// The client quotes rows of customers; number, place and table are enough.
  static func place(_ errors: String, _ scan: BackupScan) -> String {
    for line in errors.split(separator: "\n").reversed() where line.hasPrefix("ERROR ") {
      let words = line.split(separator: " ")
      let number = words.count > 1 ? "MariaDB error \(words[1])" : "MariaDB refuses it"
      guard let at = line.firstRange(of: " at line "),
        let place = Int(line[at.upperBound...].prefix { $0.isNumber })
      else { return number }
      return "table \(scan.table(at: place) ?? "?"), line \(place): \(number)"
    }
    return errors.split(separator: "\n").first { $0.hasPrefix("gzip:") }.map(String.init)
      ?? "MariaDB's client ended before the end"
  }
}
