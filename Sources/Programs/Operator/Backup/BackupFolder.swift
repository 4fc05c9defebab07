import ArgumentParser
import FoundationEssentials
import Kernel
import Processes
import Settings

/// The folder that backups lie in, and what becomes of old ones.
struct BackupFolder {
  let path: String
  let calendar: BusinessCalendar

  /// So many of those before upgrades stay.
  private static let upgradesKept = 3

  init(_ path: String, _ session: OperatorSession) throws {
    self.path = path
    do { calendar = try BusinessCalendar(timeZone: session.configuration.timeZone) } catch {
      throw OperatorSession.failure("\(error)")
    }
  }

  /// For its owner alone: backups hold customers' names and passwords' hashes.
  /// - Throws: `ExitCode` after saying why it cannot be made
  func make() throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Terminal.failure("cannot make the folder \(path)", "无法创建目录 \(path)")
    }
  }

  func nextFile() -> String { "\(path)/\(BackupName.nightly(calendar.civilTime(of: .now())))" }

  /// Every backup, the newest last.
  func files() -> [String] {
    names().filter { $0.hasSuffix(BackupName.ending) }.map { "\(path)/\($0)" }.sorted {
      (Self.changed($0), $0) < (Self.changed($1), $1)
    }
  }

  /// Deletes what has had its time, and what a backup that was cut off has left.
  func rotate(keepingDays days: Int) {
    let past = Instant.now().subtracting(seconds: Int64(days).multiplied(capped: 86_400))
    let oldest = calendar.civilTime(of: past)
    var gone = BackupName.expired(names(), oldest: oldest).map { "\(path)/\($0)" }
    let upgrades = files().filter { BackupName.isBeforeUpgrade(Self.name(of: $0)) }
    gone += upgrades.dropLast(Self.upgradesKept)
    let torn = names().filter { $0.hasPrefix("erp-") && $0.hasSuffix(".part") }
    for file in gone.flatMap({ [$0, BackupName.settings(of: $0)] }) + torn.map({ "\(path)/\($0)" })
    {
      try? FileManager.default.removeItem(atPath: file)
    }
  }

  private func names() -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  }

  private static func changed(_ file: String) -> Date {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    return (attributes?[.modificationDate] as? Date) ?? .distantPast
  }

  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Says before anything runs why a backup cannot be written there.
  /// - Throws: `ExitCode` after saying why
  static func check(target path: String, force: Bool) throws {
    let folder = parent(of: path)
    var isFolder = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      let kind =
        try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      guard !isFolder, kind == .typeRegular else {
        throw Terminal.failure("\(path) is not a file", "\(path) 不是普通文件")
      }
      guard force else {
        throw Terminal.failure(
          "\(path) is there already; --force replaces it", "\(path) 已存在；--force 可覆盖")
      }
    }
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
      throw Terminal.failure("there is no folder \(folder)", "目录 \(folder) 不存在")
    }
    guard WholeFile.canWrite(in: folder) else {
      throw Terminal.failure("cannot write in the folder \(folder)", "目录 \(folder) 不可写")
    }
  }
}
