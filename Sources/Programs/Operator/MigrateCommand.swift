import ArgumentParser
import FoundationEssentials
import MariaDBClient
import OpsService
import Settings
import UserService

/// `erp migrate`: schema, rights, permissions, the first administrator.
struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Bring the database up to date; running it again does no harm. 升级数据库结构。")

  @Option(help: "Folder of NNNN_room__what.sql files.")
  var migrations = "sql/migrations"

  @Option(help: "Folder of GRANT statements, a file for each program; none are run without it.")
  var grants: String?

  @Option(
    help: "Whence the programs connect, if not from this machine: the rights go to this host.")
  var grantsFor = "localhost"

  @Option(help: "Where the first administrator's password goes, instead of to the screen.")
  var firstPassword: String?

  @Flag(help: "Only list what would be run.")
  var pending = false

  func validate() throws {
    let letters = grantsFor.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || [".", "-", ":", "%", "_", "/"].contains($0)
    }
    if grantsFor.isEmpty || !letters { throw ValidationError("not a host: \(grantsFor)") }
  }

  func run() throws {
    let session = try OperatorSession()
    try session.run { database in
      let migrator = Migrator(connection: database, directory: migrations)
      if pending {
        for name in try migrator.pending() { Terminal.say(name) }
        return
      }
      let steps = try migrator.migrate { progress in
        switch progress {
        case .waiting: Terminal.progress("another migration is running; waiting")
        case .step(let file, let number, let count):
          Terminal.progress("\(file) (\(number)/\(count))")
        }
      }
      Terminal.say("schema: \(steps) steps applied")
      if let grants { try grant(from: grants, on: database) }
      try bootstrap(session, database)
    }
  }

  /// GRANT is idempotent, so the files are simply run.
  private func grant(from folder: String, on database: DatabaseConnection) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".sql") }.sorted()
    var count = 0
    for file in files {
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      guard let statements = StatementSplitter.split(text) else {
        throw OperatorSession.failure("\(file): its last statement does not end")
      }
      for statement in statements {
        try database.administer(statement.replacing("@'localhost'", with: "@'\(grantsFor)'"))
        count += 1
      }
    }
    Terminal.say("rights: \(count) statements of \(files.count) programs")
  }

  /// Writes the permissions that routes declare, and the first administrator.
  private func bootstrap(_ session: OperatorSession, _ database: DatabaseConnection) throws {
    let routes = try AllRoutes.table(try session.environment())
    let made = try UserBootstrap.run(
      routes: routes, adminPassword: session.configuration.adminPassword, on: database)
    guard let password = made.generatedPassword else { return }
    if let firstPassword, FirstPassword(path: firstPassword).write(password) {
      Terminal.say("first administrator: admin, password in \(firstPassword)")
    } else {
      Terminal.say("first administrator: admin, password: \(password) (shown only this once)")
    }
  }
}
