import ArgumentParser
import Kernel
import MariaDBClient

/// `erp restore`: a backup in place of what is there.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in place of what is there. 恢复备份。",
    discussion: """
      It reads the file, loads it beside what is there while selling goes on, asks, and only then \
      stops the programs, for some seconds. What was there stays in the database \
      erp_before_restore until the next restore. With --until the binary log is replayed as well. \
      For root.
      先检查并在旁边载入（期间照常营业），确认后才短暂停止程序；原有数据保留在 erp_before_restore。
      """)

  @Argument(help: "The backup. 备份文件。")
  var file: String

  @Flag(help: "Do not ask. 不询问。")
  var yes = false

  @Flag(
    help: """
      Leave all programs stopped, and the tables as the backup has them, for another version to \
      be installed. 完成后不启动程序，也不升级表结构。
      """)
  var noStart = false

  @Option(help: "Go on to this moment: 2026-11-30T14:05 (ERP_TIME_ZONE), or RFC 3339. 恢复到此时刻。")
  var until: String?

  @Option(help: "With --until: the folder of the binary logs, if not the server's own. 日志目录。")
  var binlogs: String?

  @Option(help: "Give up loading, or replaying, after so many seconds. 超时秒数。")
  var timeout = 86_400

  @Flag(
    help: """
      The tables alone: programs, Redis and erp-setup are yours, on all machines (a cluster). \
      仅替换数据表（集群）。
      """)
  var storesOnly = false

  @Option(help: .hidden)
  var migrations = Installation.migrations

  func validate() throws {
    guard (1...604_800).contains(timeout) else {
      throw ValidationError("--timeout is 1 to 604800 seconds 超时须为 1 到 604800 秒")
    }
    if binlogs != nil && until == nil {
      throw ValidationError("--binlogs goes with --until; --binlogs 须与 --until 同用")
    }
  }

  func run() throws {
    try Installation.requireRootOfServer()
    let session = try OperatorSession()
    if !storesOnly { try RestoredMachine.check(session) }
    let lock = try BackupLock(waiting: 0)
    defer { _ = lock }
    let place = try BackupFolder(Installation.backups, session)
    let scan = try BackupReader.require(file)
    try RestoreChecks.refuseNewer(scan, migrations: migrations)
    let log = try until.map {
      let moment = try RestoreMoment($0, after: scan, place.calendar)
      return try BinaryLog(scan, until: moment, folder: binlogs, session)
    }
    let logged = try log?.check()
    let scratch = try ScratchDatabase(.restoring, session)
    defer { scratch.drop() }
    try scratch.load(file, scan, seconds: timeout)
    try log?.replay(into: scratch, seconds: timeout)
    if let last = logged?.last, let moment = Instant(rfc3339: last) {
      let time = place.calendar.text(of: moment)
      Terminal.say("the binary log was replayed up to its event of \(time)", "二进制日志重放至 \(time)")
    }
    let found = try session.run { database in
      (now: try SalesSummary(of: database), then: try SalesSummary(of: scratch.connection))
    }
    try ask(found.now, found.then, place.calendar)
    let swap = TableSwap(database: session.database, scratch: scratch)
    try session.run { _ in try swap.prepare() }
    if storesOnly {
      try session.run { _ in try swap.run() }
    } else {
      try RestoredMachine(session: session, starts: !noStart).replace(swap)
    }
    MachineDeed.record("restore", object: "backup:\(file.split(separator: "/").last ?? "")")
    say(found.then, place.calendar)
  }

  private func ask(
    _ now: SalesSummary, _ then: SalesSummary, _ calendar: BusinessCalendar
  ) throws {
    let english = "\(file) replaces \(now.english(calendar)), by \(then.english(calendar))."
    let chinese = "\(file) 将用 \(then.chinese(calendar)) 替换现有的 \(now.chinese(calendar))。"
    if yes { return Terminal.say(english, chinese) }
    guard Terminal.canAsk else {
      throw Terminal.failure(
        "\(english) Without a terminal to ask on, say --yes. Nothing was changed",
        "\(chinese)没有终端可供询问，请加 --yes。未做任何更改")
    }
    guard Terminal.agrees(to: english, chinese) else {
      throw Terminal.failure("nothing was changed", "未做任何更改")
    }
  }

  private func say(_ summary: SalesSummary, _ calendar: BusinessCalendar) {
    Terminal.say(
      "restored: \(summary.english(calendar)). Passwords are the backup's, admin's too.",
      "已恢复：\(summary.chinese(calendar))。密码（包括 admin）以备份为准。")
    Terminal.say(
      "What was there is kept in the database \(TableSwap.before) until the next restore; "
        + "to drop it: mariadb -e 'DROP DATABASE \(TableSwap.before)'",
      "原有数据保留在数据库 \(TableSwap.before)，直到下次恢复；"
        + "删除：mariadb -e 'DROP DATABASE \(TableSwap.before)'")
    if noStart && !storesOnly {
      Terminal.say(
        "All is stopped. Then install the backup's version, "
          + "or: erp-setup && systemctl start erp.target",
        "程序均已停止。接下来：安装备份对应的版本，或执行 erp-setup && systemctl start erp.target")
    }
    if storesOnly {
      Terminal.say(
        "Then: erp-setup on one machine, empty Redis (erp redis rebuild says how), and start the "
          + "programs.",
        "接下来：在一台机器上执行 erp-setup，清空 Redis（erp redis rebuild 会说明方法），再启动程序。")
    }
  }
}
