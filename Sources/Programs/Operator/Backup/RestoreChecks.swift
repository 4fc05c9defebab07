import ArgumentParser
import FoundationEssentials

/// What is asked of a backup before it is loaded.
enum RestoreChecks {
  /// The programs of here do not know what a newer version did to the tables.
  /// - Throws: `ExitCode` after saying which version must come first
  static func refuseNewer(_ scan: BackupScan, migrations folder: String) throws {
    let known = try? FileManager.default.contentsOfDirectory(atPath: folder)
    guard let known else {
      throw Terminal.failure("\(folder) cannot be read", "无法读取 \(folder)")
    }
    let unknown = scan.migrations.subtracting(known).sorted()
    guard let first = unknown.first else { return }
    let version = scan.version.map { " \($0)" } ?? ""
    throw Terminal.failure(
      "this backup was made by a newer version\(version) (it has \(first)); install that first. "
        + "Nothing was changed",
      "该备份由更新的版本\(version)生成（含有 \(first)）；请先安装该版本。未做任何更改")
  }
}
