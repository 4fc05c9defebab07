import ArgumentParser
import JSONCoding
import Kernel
import Processes

/// `erp logs`: the journal of our units, for eyes.
struct LogsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs",
    abstract: "What the programs logged, a plain line each. 以纯文本查看程序日志。",
    discussion: """
      Time (UTC), level, program, message, fields. At ERP_LOG_LEVEL=info each request has a line, \
      at debug each statement; a request of more than a second is a warning at any level. For root \
      and the groups adm and systemd-journal.
      时间（UTC）、级别、程序、消息、字段。级别为 info 时每个请求一行，debug 时每条 SQL 一行；\
      超过 1 秒的请求始终记为 warning。
        erp logs --errors --since yesterday
        erp logs -f --program order
      """)

  @Flag(name: [.customShort("f"), .long], help: "Go on as lines come. 持续输出新日志。")
  var follow = false

  @Flag(help: "Only errors. 仅错误。")
  var errors = false

  @Option(
    help: "From then on: \"1 hour ago\", yesterday, 2026-12-01 08:00 (see journalctl). 起始时间。")
  var since: String?

  @Option(help: "Only this program's: order, auth, worker … 仅此程序。")
  var program: String?

  @Option(
    name: [.customShort("n"), .long],
    help: "At most so many, the newest; 200, with --since all. 最多多少行，默认 200，有 --since 时为全部。")
  var lines: Int?

  @Flag(help: "Print JSON, one object a line. 输出 JSON，每行一个。")
  var json = false

  func validate() throws {
    if let lines, !(1...1_000_000).contains(lines) {
      throw ValidationError(Terminal.words("--lines is 1 to 1000000", "--lines 为 1 到 1000000"))
    }
    let words = program?.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-"
    }
    if words == false {
      throw ValidationError(Terminal.words("--program: such as order", "--program 如 order"))
    }
  }

  func run() throws {
    do throws(ProcessFault) {
      switch LogSource.here {
      case .journal: try showJournal()
      case .folder(let folder): try show(LogSource.programLogs(in: folder))
      }
    } catch {
      throw OperatorSession.failure("\(error)")
    }
  }

  private var most: Int { lines ?? (since == nil || follow ? 200 : .max) }

  private var unknown: ProcessFault {
    let name = program ?? ""
    return ProcessFault(
      Terminal.words("there is no program \(name)", "没有程序 \(name)")
        + ": order, stock, auth, relay, worker …")
  }

  private func showJournal() throws(ProcessFault) {
    if let program, !Installation.isReadable(LogSource.file(of: program)) { throw unknown }
    var command = ["journalctl", "-o", "json", "--no-pager", "-q"]
    command += ["-u", program.map(LogSource.unit) ?? "erp*"]
    // What a unit's program says belongs to it, and so does what systemd says of it.
    if errors { command += ["-p", "err"] }
    if let since { command += ["--since", since] }
    if follow { command.append("-f") }
    command += ["-n", most == .max ? "all" : String(most)]
    let status = try LogSource.eachLine(of: command) { line in
      if let record = LogRecord(journal: line) { say(record) }
    }
    if status != 0, status < 128 {
      throw ProcessFault(
        Terminal.words(
          "journalctl ended with status \(status); it is for root and the group systemd-journal",
          "journalctl 以状态 \(status) 结束；日志只对 root 和 systemd-journal 组开放"))
    }
  }

  /// The files of a stack without a journal, in the order of time.
  private func show(_ files: [String]) throws(ProcessFault) {
    let name = program.map { $0.hasPrefix("erp-") ? String($0.dropFirst(4)) : $0 }
    let chosen = files.filter { file in name.map { file.hasSuffix("/\($0).log") } ?? true }
    if chosen.isEmpty { throw unknown }
    let isMeant = { (record: LogRecord) in !errors || record.level == "error" }
    if follow {
      _ = try LogSource.eachLine(of: ["tail", "-q", "-n", "5", "-F"] + chosen) { line in
        let record = LogRecord(line: line, of: "-")
        if isMeant(record) { say(record) }
      }
      return
    }
    let from = since.flatMap { Instant(rfc3339: $0) }
    var found: [LogRecord] = []
    for file in chosen {
      let part = String(file.split(separator: "/").last ?? "").replacing(".log", with: "")
      _ = try LogSource.eachLine(of: ["cat", file]) { line in
        let record = LogRecord(line: line, of: part)
        let isLate = from.map { (record.time ?? $0) >= $0 } ?? true
        if isMeant(record), isLate { found.append(record) }
      }
    }
    let sorted = found.sorted { ($0.time?.microseconds ?? 0) < ($1.time?.microseconds ?? 0) }
    for record in sorted.suffix(most) { say(record) }
  }

  private func say(_ record: LogRecord) {
    guard json else { return Terminal.say(record.text) }
    Terminal.say { writer in
      writer.object { record.write(to: &$0) }
    }
  }
}

extension LogRecord {
  /// The members of its object.
  func write(to writer: inout JSONWriter) {
    writer.field("time", time)
    writer.field("level", level)
    writer.field("program", program)
    writer.field("message", message)
    writer.field("request_id", requestID)
    writer.key("fields")
    writer.object { writer in
      for field in fields {
        writer.key(field.name)
        writer.string(field.value)
      }
    }
  }
}
