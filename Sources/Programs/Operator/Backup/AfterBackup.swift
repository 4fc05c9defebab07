import ArgumentParser
import FoundationEssentials
import Glibc
import Kernel
import Processes

/// What belongs to a backup besides the data, and what follows it.
enum AfterBackup {
  /// `/etc/erp` with keys, credentials, settings and certificates, beside the data.
  /// - Returns: the file; nil where the settings are a developer's own
  /// - Throws: `ExitCode` after saying why there is none
  static func archiveSettings(beside backup: String) throws -> String? {
    guard Installation.isServer else { return nil }
    let path = BackupName.settings(of: backup)
    let part = path + ".part"
    do throws(ProcessFault) {
      let output = try Descriptor.open(part, O_WRONLY | O_CREAT | O_TRUNC)
      defer { close(output) }
      _ = fchmod(output, 0o600)
      let nothing = try Descriptor.open("/dev/null", O_RDONLY)
      defer { close(nothing) }
      let result = try Pipeline([
        ["tar", "-C", "/", "-cz", String(Installation.settings.dropFirst())]
      ]).run(input: nothing, output: output, seconds: 600)
      guard result.isClean else { throw ProcessFault(result.errors) }
      try WholeFile.finish(output, named: part, as: path)
      return path
    } catch {
      try? FileManager.default.removeItem(atPath: part)
      throw Terminal.failure(
        "the data is in \(backup), but not the settings: \(error)",
        "数据已在 \(backup)，但设置未能备份：\(error)")
    }
  }

  /// For `erp check` and the metrics, whose program may read nothing else of root's.
  static func stamp(_ moment: Instant, _ path: String) {
    guard Installation.isServer else { return }
    let folder = "\(Installation.state)/status"
    let open: [FileAttributeKey: Any] = [.posixPermissions: 0o755]
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: open)
    try? WholeFile.write("\(moment.seconds) \(path)\n", to: "\(folder)/backup")
  }

  /// Runs the operator's own program, such as one that copies the file to another place.
  /// - Throws: `ExitCode` after saying that it failed; the backup stays
  static func hook(_ program: String?, _ backup: String) throws {
    guard let program else { return }
    let status: Int32
    do throws(ProcessFault) { status = try Command.show([program, backup]) } catch {
      throw Terminal.failure(
        "the backup is made, but ERP_BACKUP_HOOK does not run: \(error)",
        "备份已生成，但 ERP_BACKUP_HOOK 无法运行：\(error)")
    }
    guard status == 0 else {
      throw Terminal.failure(
        "the backup is made, but ERP_BACKUP_HOOK ended with status \(status)",
        "备份已生成，但 ERP_BACKUP_HOOK 以状态 \(status) 结束")
    }
  }
}
