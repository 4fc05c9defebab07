import ArgumentParser
import Kernel
import Settings

/// `erp backup`: all tables as they are at one moment, and the settings.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Back up all tables, as they are at one moment, while selling goes on. 备份。",
    discussion: """
      Without FILE: /var/backups/erp/erp-DATE-TIME.sql.gz, and what is older than ERP_BACKUP_KEEP \
      days goes; backup-erp.timer does that each night. With - it goes to standard output. Beside \
      a file, the same name with .settings.tar.gz holds /etc/erp. ERP_BACKUP_HOOK is run \
      afterwards with the file's path. For root.
      不带 FILE 时写入 /var/backups/erp/；“-”表示标准输出。旁边的 .settings.tar.gz 是 /etc/erp。
      """)

  @Argument(help: "The file, or - for standard output. 文件，或 - 表示标准输出。")
  var file: String?

  @Flag(help: "Replace the file if it is there. 覆盖已有文件。")
  var force = false

  @Option(help: "Give up after so many seconds. 超时秒数。")
  var timeout = 14_400

  @Option(help: "Where backups lie that get their name here. 备份目录。")
  var folder = Installation.backups

  @Flag(help: "List the backups of the folder instead. 列出备份。")
  var list = false

  @Flag(help: "With --list: print JSON. 输出 JSON。")
  var json = false

  @Flag(
    help: """
      Only if `erp migrate` would change something: before-VERSION.sql.gz, unless there is a file \
      /etc/erp/skip-auto-backup. 升级前备份。
      """)
  var beforeUpgrade = false

  @Option(help: .hidden)
  var migrations = Installation.migrations

  func validate() throws {
    guard (1...604_800).contains(timeout) else {
      throw ValidationError("--timeout is 1 to 604800 seconds 超时须为 1 到 604800 秒")
    }
    if file != nil && (list || beforeUpgrade) || list && beforeUpgrade {
      throw ValidationError("give one of FILE, --list, --before-upgrade 三者只能给出一个")
    }
    if json && !list { throw ValidationError("--json goes with --list; --json 须与 --list 同用") }
    if file?.isEmpty == true { throw ValidationError("FILE is empty 文件名为空") }
  }

  func run() throws {
    try Installation.requireRootOfServer()
    if let file, file != "-" { try BackupFolder.check(target: file, force: force) }
    let session = try OperatorSession()
    let place = try BackupFolder(folder, session)
    if list { return BackupList(place).say(asJSON: json) }
    if beforeUpgrade {
      return try UpgradeBackup(session: session, place: place, migrations: migrations).run(self)
    }
    let lock = try BackupLock(waiting: timeout)
    defer { _ = lock }
    let writer = BackupWriter(session: session, version: ProgramVersion.installed, seconds: timeout)
    if file == "-" {
      let moment = try writer.writeToOutput()
      return AfterBackup.stamp(moment, "-")
    }
    if file == nil {
      try place.make()
      try BackupFolder.check(target: place.nextFile(), force: true)
    }
    try make(file ?? place.nextFile(), writer)
    if file == nil { place.rotate(keepingDays: session.configuration.backupKeepDays) }
  }

  /// The data, the settings, the word of it, and the hook at last: what fails leaves the rest.
  func make(_ path: String, _ writer: BackupWriter) throws {
    let began = ContinuousClock.now
    let moment = try writer.write(to: path)
    let settings = try AfterBackup.archiveSettings(beside: path)
    AfterBackup.stamp(moment, path)
    let size = Figures.size(BackupWriter.size(of: path))
    let taken = (ContinuousClock.now - began).components.seconds
    Terminal.say("\(path): \(size), \(taken) s", "\(path)：\(size)，\(taken) 秒")
    if let settings { Terminal.say("\(settings): /etc/erp") }
    try AfterBackup.hook(writer.session.configuration.backupHook, path)
  }
}
