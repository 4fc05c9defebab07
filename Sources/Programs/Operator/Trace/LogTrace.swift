import FoundationEssentials
import Processes

/// What logs say of a request.
struct LogTrace {
  private let requestID: String
  private let source: LogSource
  /// What could not be read, for people.
  private(set) var unread: [(english: String, chinese: String)] = []

  init(_ requestID: String, in source: LogSource = .here) {
    self.requestID = requestID
    self.source = source
  }

  /// - Throws: `ProcessFault` where a program that reads logs is missing
  mutating func steps() throws(ProcessFault) -> [TraceStep] {
    try nginx() + (try programs())
  }

  private mutating func nginx() throws(ProcessFault) -> [TraceStep] {
    let files = source.accessLogs
    let readable = files.filter(FileManager.default.isReadableFile)
    if readable.count < max(1, files.count) {
      unread.append(("Nginx's access log", "Nginx 访问日志"))
    }
    if readable.isEmpty { return [] }
    var found: [TraceStep] = []
    // Reads packed files too. Ends with 1 when there is no such line.
    _ = try LogSource.eachLine(of: ["zgrep", "-hF", "-e", requestID] + readable) { line in
      guard let record = LogRecord(access: line), record.requestID == requestID else { return }
      found.append(
        TraceStep(time: record.time, place: "nginx", program: "nginx", text: record.summary))
    }
    return found
  }

  private mutating func programs() throws(ProcessFault) -> [TraceStep] {
    var found: [TraceStep] = []
    func add(_ record: LogRecord?) {
      guard let record, record.requestID == requestID else { return }
      found.append(
        TraceStep(
          time: record.time, place: "log", program: record.program,
          text: "\(record.level): \(record.summary)"))
    }
    switch source {
    case .journal:
      let escaped = requestID.replacing(".", with: "\\.")
      let command = ["journalctl", "-o", "json", "--no-pager", "-q", "-u", "erp*", "-g", escaped]
      let result = try Command.run(command)
      for line in result.output.split(separator: "\n") { add(LogRecord(journal: String(line))) }
      // 1 is "nothing found", but with words when it may not be read.
      if !result.errors.isEmpty { unread.append(("the journal", "系统日志（journal）")) }
    case .folder(let folder):
      let files = LogSource.programLogs(in: folder)
      if files.isEmpty { return [] }
      _ = try LogSource.eachLine(of: ["grep", "-hF", "-e", requestID] + files) { line in
        add(LogRecord(line: line, of: "-"))
      }
    }
    return found
  }
}
