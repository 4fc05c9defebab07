import ArgumentParser
import Glibc
import Processes

/// Reads a backup's text.
enum BackupReader {
  /// Seconds without a byte after which the disk is given up.
  private static let silence = 120
  /// The head of a dump ends long before.
  private static let headLines = 12

  /// Reads the whole file once.
  /// - Throws: `ProcessFault` when it cannot be read or is damaged
  static func scan(_ path: String) throws(ProcessFault) -> BackupScan {
    let input = try Descriptor.open(path, O_RDONLY)
    defer { close(input) }
    var scan = BackupScan()
    var bytes = 0
    let result = try Pipeline([["gzip", "-dc"]]).read(input: input, silentSeconds: silence) {
      scan.take($0)
      bytes += $0.count
      Terminal.progress(
        Terminal.words(
          "reading \(path): \(Figures.size(bytes))", "读取 \(path)：\(Figures.size(bytes))"))
      return true
    }
    guard result?.isClean == true else { throw ProcessFault("\(path) is damaged") }
    return scan
  }

  /// What its first lines say.
  static func head(of path: String) -> BackupScan {
    var scan = BackupScan()
    guard let input = try? Descriptor.open(path, O_RDONLY) else { return scan }
    defer { close(input) }
    _ = try? Pipeline([["gzip", "-dc"]]).read(input: input, silentSeconds: silence) {
      scan.take($0)
      return scan.lines < headLines
    }
    return scan
  }

  /// Reads it and refuses what is not a whole backup of the ERP.
  /// - Throws: `ExitCode` after saying what is wrong with it
  static func require(_ path: String) throws -> BackupScan {
    let scan: BackupScan
    do throws(ProcessFault) { scan = try self.scan(path) } catch {
      throw Terminal.failure(
        "\(error). Nothing was changed", "\(error)（文件损坏或无法读取）。未做任何更改")
    }
    if !scan.isOfERP {
      throw Terminal.failure(
        "\(path) is not a backup of the ERP. Nothing was changed", "\(path) 不是 ERP 的备份。未做任何更改")
    }
    if !scan.isComplete {
      throw Terminal.failure(
        "\(path) is not a whole backup: its end is missing. Nothing was changed",
        "\(path) 不完整：缺少结尾。未做任何更改")
    }
    if let line = scan.strangeLine {
      throw Terminal.failure(
        "\(path), line \(line): no backup of the ERP has such a statement. Nothing was changed",
        "\(path) 第 \(line) 行：ERP 的备份中没有这样的语句。未做任何更改")
    }
    return scan
  }
}
