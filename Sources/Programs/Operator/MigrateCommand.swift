import ArgumentParser
import FoundationEssentials
import JSONCoding
import MariaDBClient
import OpsService
import Settings
import UserService

/// `erp migrate`: schema, rights, permissions, the first administrator.
struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Bring the database up to date; running it again does no harm. 升级数据库结构。",
    discussion: """
      Steps that were applied stay applied: after a fault the next run goes on where this one \
      stopped. 已完成的步骤会保留；出错后再次执行从中断处继续。
      """)

  @Option(
    help: """
      Folder of NNNN_room__what.sql files; the installed ones, else sql/migrations. \
      迁移文件目录，默认用已安装的。
      """)
  var migrations: String?

  @Option(
    help: "Folder of GRANT statements, a file for each program; none are run without it. 授权语句目录。")
  var grants: String?

  @Option(
    help:
      "Whence the programs connect, if not from this machine: the rights go to this host. 程序所在主机。")
  var grantsFor = "localhost"

  @Option(
    help: "Where the first administrator's password goes, instead of to the screen. 首个管理员密码写入的文件。")
  var firstPassword: String?

  @Flag(help: "Only list what would be run. 仅列出待执行的。")
  var pending = false

  @Flag(help: "Print what is pending as JSON. 以 JSON 输出待执行的。")
  var json = false

  func validate() throws {
    let letters = grantsFor.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || [".", "-", ":", "%", "_", "/"].contains($0)
    }
    if grantsFor.isEmpty || !letters { throw ValidationError("not a host 不是主机名: \(grantsFor)") }
    if json && !pending {
      throw ValidationError(
        Terminal.words("--json goes with --pending", "--json 须与 --pending 一起使用"))
    }
  }

  func run() throws {
    let session = try OperatorSession()
    try session.run { database in
      let migrator = Migrator(
        connection: database, directory: migrations ?? Installation.migrations)
      if pending {
        let names = try migrator.pending()
        if json { return Terminal.say { $0.array(names) { $0.string($1) } } }
        for name in names { Terminal.say(name) }
        if names.isEmpty { Terminal.complain(Terminal.words("nothing is pending", "没有待执行的步骤")) }
        return
      }
      var last = ""
      let steps = try migrator.migrate { progress in
        switch progress {
        case .waiting: Terminal.progress("another migration is running; waiting")
        case .step(let file, let number, let count):
          last = file
          Terminal.progress("\(file) (\(number)/\(count))")
        }
      }
      Terminal.say("schema: \(steps) steps applied", "数据库结构：执行了 \(steps) 个步骤")
      if steps > 0 {
        try OperatorAudit.record("migrate", object: "schema:\(last.prefix(4))", on: database)
      }
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
        throw Terminal.failure(
          "\(file): its last statement does not end", "\(file)：最后一条语句不完整")
      }
      for statement in statements {
        try database.administer(statement.replacing("@'localhost'", with: "@'\(grantsFor)'"))
        count += 1
      }
    }
    Terminal.say(
      "rights: \(count) statements of \(files.count) programs",
      "权限：\(files.count) 个程序的 \(count) 条语句")
  }

  /// Writes the permissions that routes declare, and the first administrator.
  private func bootstrap(_ session: OperatorSession, _ database: DatabaseConnection) throws {
    let routes = try AllRoutes.table(try session.environment())
    let made = try UserBootstrap.run(
      routes: routes, adminPassword: session.configuration.adminPassword, on: database)
    guard let password = made.generatedPassword else { return }
    if let firstPassword, FirstPassword(path: firstPassword).write(password) {
      Terminal.say(
        "first administrator: admin, password in \(firstPassword)",
        "首个管理员：admin，密码在 \(firstPassword)")
    } else {
      Terminal.say(
        "first administrator: admin, password: \(password) (shown only this once)",
        "首个管理员：admin，密码：\(password) （仅显示这一次）")
    }
  }
}
