import ArgumentParser
import FoundationEssentials
import MariaDBClient
import Settings

/// The way back, before an upgrade changes the tables: named after the version that they are at.
struct UpgradeBackup {
  let session: OperatorSession
  let place: BackupFolder
  let migrations: String

  private static let skip = "\(Installation.settings)/skip-auto-backup"

  /// - Throws: `ExitCode` after saying why there is none; the upgrade must not go on then
  func run(_ command: BackupCommand) throws {
    let (pending, applied) = try session.run { database in
      let migrator = Migrator(connection: database, directory: migrations)
      return (try migrator.pending(), try migrator.applied())
    }
    guard !pending.isEmpty, !applied.isEmpty else { return }
    if Installation.isServer, Installation.isReadable(Self.skip) {
      return Terminal.say(
        "no backup before the upgrade: there is \(Self.skip)", "升级前不备份：存在 \(Self.skip)")
    }
    let lock = try BackupLock(waiting: command.timeout)
    defer { _ = lock }
    let version = ProgramVersion.ofData
    let writer = BackupWriter(session: session, version: version, seconds: command.timeout)
    try place.make()
    try command.make(path(version, applied), writer)
    place.rotate(keepingDays: session.configuration.backupKeepDays)
  }

  /// A second try of an upgrade that ended half-way must not replace the backup of before it.
  private func path(_ version: String, _ applied: Set<String>) -> String {
    let path = "\(place.path)/before-\(version)\(BackupName.ending)"
    guard Installation.isReadable(path),
      let before = try? BackupReader.scan(path), before.migrations != applied
    else { return path }
    Terminal.say(
      "\(path) stays: the upgrade had begun already", "\(path) 保留：升级此前已开始")
    return "\(place.path)/before-\(version)-begun\(BackupName.ending)"
  }
}
