import ArgumentParser
import Kernel
import MariaDBClient
import OpsService

/// `erp rehearse`: whether a backup is good, found out on this machine while selling goes on.
struct RehearseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse",
    abstract: "Load a backup into a database of its own, audit it there, drop it. 演练恢复。",
    discussion: """
      Without FILE: the newest. Exit status 1 when it is damaged or the audit finds something. \
      rehearse-erp.timer does it each month. For root.
      不带 FILE 时取最新的备份；损坏或核对有问题时退出码为 1。
      """)

  @Argument(help: "The backup. 备份文件。")
  var file: String?

  @Option(help: "Where backups lie. 备份目录。")
  var folder = Installation.backups

  @Option(help: "Give up after so many seconds. 超时秒数。")
  var timeout = 14_400

  @Option(help: .hidden)
  var migrations = Installation.migrations

  func validate() throws {
    guard (1...604_800).contains(timeout) else {
      throw ValidationError("--timeout is 1 to 604800 seconds 超时须为 1 到 604800 秒")
    }
  }

  func run() throws {
    try Installation.requireRootOfServer()
    let session = try OperatorSession()
    let place = try BackupFolder(folder, session)
    guard let path = file ?? place.files().last else {
      throw Terminal.failure("there is no backup in \(folder)", "\(folder) 中没有备份")
    }
    let lock = try BackupLock(waiting: 0)
    defer { _ = lock }
    let began = ContinuousClock.now
    let scan = try BackupReader.require(path)
    try RestoreChecks.refuseNewer(scan, migrations: migrations)
    let scratch = try ScratchDatabase(.rehearsal, session)
    defer { scratch.drop() }
    try scratch.load(path, scan, seconds: timeout)
    let loaded = ContinuousClock.now
    let report = try session.run { _ in
      try Migrator(connection: scratch.connection, directory: migrations).migrate()
      return try audit(scratch, at: scan.moment.flatMap { Instant(rfc3339: $0) })
    }
    let summary = try session.run { _ in try SalesSummary(of: scratch.connection) }
    let end = ContinuousClock.now
    say(path, summary, place.calendar)
    Terminal.say(
      "loaded in \((loaded - began).components.seconds) s, audited in "
        + "\((end - loaded).components.seconds) s",
      "载入 \((loaded - began).components.seconds) 秒，核对 \((end - loaded).components.seconds) 秒")
    try judge(report)
  }

  private func say(_ path: String, _ summary: SalesSummary, _ calendar: BusinessCalendar) {
    Terminal.say(
      "\(path): \(summary.tables) tables, \(summary.english(calendar))",
      "\(path)：\(summary.tables) 张表，\(summary.chinese(calendar))")
  }

  /// The connection's clock stands at the backup's moment: what was on its way then is not late.
  private func audit(_ scratch: ScratchDatabase, at moment: Instant?) throws -> AuditReport {
    let database = scratch.connection
    if let moment { try database.administer("SET SESSION timestamp = \(moment.seconds)") }
    return try AuditSuite.run(on: database) {
      Terminal.progress(Terminal.words("checking: \($0)", "核对：\($0)"))
    }
  }

  private func judge(_ report: AuditReport) throws {
    for result in report.results where !result.findings.isEmpty { AuditCommand.say(result) }
    guard report.isClean else {
      throw Terminal.failure("the backup's books do not agree", "备份的账目不一致")
    }
    Terminal.say("the backup is good: it loads, and its books agree", "备份可用：能够载入，账目一致")
  }
}
