import ArgumentParser
import FoundationEssentials
import Kernel
import MariaDBClient
import Processes

/// The server's binary log from a backup's moment until a later one.
///
/// The log is in the order of commits, and a transaction in it begins with the second at which its
/// COMMIT began. mariadb-binlog stops at the first that began at the moment or later: all that was
/// acknowledged before it is in, and nothing that was committed after it.
struct BinaryLog {
  let files: [String]
  let position: Int
  /// What the log held at that place when the backup was made.
  let state: LogState
  let until: RestoreMoment
  let database: String

  private static let stateSQL = SQL(
    "binlog.state", "SELECT COALESCE(@@log_bin_basename, ''), @@binlog_format")

  /// - Parameter folder: where the files are; nil: the server's own
  /// - Throws: `ExitCode` after saying what is missing
  init(
    _ scan: BackupScan, until: RestoreMoment, folder: String?, _ session: OperatorSession
  ) throws {
    guard let start = scan.logPosition else {
      throw Terminal.failure(
        "the backup has no place in the binary log: it was off when the backup was made. "
          + "Nothing was changed", "备份中没有二进制日志位置：备份时日志未开启。未做任何更改")
    }
    self.until = until
    position = start.position
    state = scan.logState
    database = session.database.options.database
    let all: [String] =
      try folder.map { folder in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.map { "\(folder)/\($0)" }
      } ?? (try session.run { try Self.ofServer($0) })
    files = Self.following(start.file, in: all)
    guard let first = files.first, BackupFolder.name(of: first) == start.file else {
      throw Terminal.failure(
        "the binary log \(start.file), where the backup begins, is not there any more. "
          + "Nothing was changed", "备份起点所在的二进制日志 \(start.file) 已不存在。未做任何更改")
    }
    if let unreadable = files.first(where: { !Installation.isReadable($0) }) {
      throw Terminal.failure(
        "\(unreadable) cannot be read on this machine: give --binlogs a copy of the logs",
        "本机无法读取 \(unreadable)：请用 --binlogs 指定日志副本的目录")
    }
  }

  /// Those of the same series from `start` on, in their order.
  static func following(_ start: String, in paths: [String]) -> [String] {
    guard let stem = parts(start)?.stem, let first = parts(start)?.number else { return [] }
    let numbered = paths.compactMap { path in
      parts(BackupFolder.name(of: path)).map { (path: path, stem: $0.stem, number: $0.number) }
    }
    return numbered.filter { $0.stem == stem && $0.number >= first }
      .sorted { $0.number < $1.number }.map(\.path)
  }

  private static func parts(_ name: String) -> (stem: Substring, number: Int)? {
    guard let dot = name.lastIndex(of: "."), let number = Int(name[name.index(after: dot)...])
    else { return nil }
    return (name[..<dot], number)
  }

  private static func ofServer(_ database: DatabaseConnection) throws -> [String] {
    let state = try database.first(stateSQL, []) { row throws(DatabaseError) in
      (base: try row.text(), format: try row.text())
    }
    guard let state, !state.base.isEmpty else {
      throw Terminal.failure(
        "the server keeps no binary log; give --binlogs the folder of the logs",
        "服务器未开启二进制日志；请用 --binlogs 指定日志目录")
    }
    guard state.format == "ROW" else {
      throw Terminal.failure(
        "the server's binlog_format is \(state.format); only ROW can be replayed exactly",
        "服务器的 binlog_format 为 \(state.format)；只有 ROW 能精确重放")
    }
    let folder = BackupFolder.parent(of: state.base)
    return try database.administer("SHOW BINARY LOGS").compactMap { $0.first ?? nil }
      .map { "\(folder)/\($0)" }
  }

  /// A cluster's node numbers what it wrote itself apart from what the others did.
  private static let reader = ["mariadb-binlog", "--no-defaults", "--skip-gtid-strict-mode"]
  private static let withoutRows = "--base64-output=decode-rows"

  /// mariadb-binlog with what it shows of the ERP.
  private func reader(_ options: [String]) -> [String] {
    Self.reader + ["--start-position=\(position)", "--stop-datetime=\(until.utc)"] + options + files
  }

  /// It takes times as the process's own.
  private var environment: [String: String] {
    Command.inherited.merging(["TZ": "UTC"]) { $1 }
  }

  /// Reads it once: it must hold rows alone.
  /// - Throws: `ExitCode` after saying why it cannot be replayed
  func check() throws -> BinaryLogScan {
    do throws(ProcessFault) {
      try requireOrigin()
      let scan = try read(reader([Self.withoutRows, "--database=\(database)"]))
      try refuse(scan)
      return scan
    } catch {
      throw Terminal.failure(
        "the binary log cannot be replayed: \(error). Nothing was changed",
        "二进制日志无法重放：\(error)。未做任何更改")
    }
  }

  private func read(_ command: [String]) throws(ProcessFault) -> BinaryLogScan {
    var scan = BinaryLogScan()
    let nothing = try Descriptor.open("/dev/null", 0)
    defer { Descriptor.close(nothing) }
    let result = try Pipeline([command], environment: environment).read(
      input: nothing, silentSeconds: 600
    ) {
      scan.take($0)
      Terminal.progress(Terminal.words("reading the binary log", "读取二进制日志"))
      return true
    }
    guard result?.isClean == true else {
      throw ProcessFault(result?.errors ?? "mariadb-binlog ended")
    }
    return scan
  }

  /// In another server's log, or one that began anew, the backup's place is somewhere else, and
  /// what came after it would be missing without a word.
  private func requireOrigin() throws(ProcessFault) {
    let before = try read(
      Self.reader + [Self.withoutRows, "--stop-position=\(position)"] + files.prefix(1))
    guard before.end == position, before.state == state else {
      throw ProcessFault(
        Terminal.words(
          "it is not the log that the backup was made with. Each node of a cluster has its own: "
            + "the backup's line \"-- Host:\" names the node; give --binlogs a copy of its log",
          "它不是生成该备份时的日志。集群的每个节点各有日志：备份中“-- Host:”一行是所用节点；"
            + "请用 --binlogs 指定该节点日志的副本"))
    }
  }

  private func refuse(_ scan: BinaryLogScan) throws(ProcessFault) {
    if let time = scan.schemaChange {
      throw ProcessFault(
        Terminal.words(
          "the tables were changed at \(time), by an upgrade or a restore; take a backup made "
            + "after it, or a moment before it",
          "表结构在 \(time) 因升级或恢复而改变；请用其后的备份，或其前的时刻"))
    }
    if let time = scan.statement {
      throw ProcessFault(
        Terminal.words(
          "it has statements instead of rows since \(time) (binlog_format)",
          "自 \(time) 起它记录的是语句而不是行（binlog_format）"))
    }
  }

  /// - Throws: `ExitCode` after saying why it broke off
  func replay(into scratch: ScratchDatabase, seconds: Int) throws {
    do throws(ProcessFault) {
      let nothing = try Descriptor.open("/dev/null", 0)
      defer { Descriptor.close(nothing) }
      let result = try scratch.feed(
        [reader(["--rewrite-db=\(database)->\(scratch.name)", "--database=\(database)"])],
        input: nothing, seconds: seconds, environment: environment
      ) { Terminal.words("replaying the binary log", "重放二进制日志") }
      guard result.isClean else {
        throw ProcessFault(ScratchDatabase.place(result.errors, BackupScan()))
      }
    } catch {
      throw Terminal.failure(
        "the binary log cannot be replayed: \(error). Nothing was changed",
        "二进制日志无法重放：\(error)。未做任何更改")
    }
  }
}
