import JSONCoding
import Kernel

/// A line of a log: of one of our programs, of Nginx, or of whoever else writes for our units.
struct LogRecord {
  let time: Instant?
  let level: String
  let program: String
  let message: String
  let requestID: String?
  /// What else the line says, in its order.
  let fields: [(name: String, value: String)]
  /// Whether the line belongs to a program of ours rather than to systemd or a store.
  let isOurs: Bool

  /// A line of a file that a program wrote to, `program` when it does not say which one it is.
  init(line: String, of program: String) {
    self.init(line, program: program, at: nil, level: "info")
  }

  /// A record of `journalctl -o json`; nil when it is none.
  init?(journal line: String) {
    guard let record = try? JSONDocument(parsing: line).root else { return nil }
    let time = record.member("__REALTIME_TIMESTAMP")?.text.flatMap { Int64($0) }
    let unit = record.member("UNIT")?.text ?? record.member("_SYSTEMD_UNIT")?.text ?? ""
    let level = record.member("PRIORITY")?.text.flatMap { Int($0) } ?? 6
    self.init(
      record.member("MESSAGE")?.text ?? "", program: Self.program(of: unit),
      at: time.map { Instant(microseconds: $0) }, level: Self.levels[min(max(level, 0), 7)])
  }

  /// A line of Nginx's access log; nil when it is none.
  init?(access line: String) {
    guard let record = try? JSONDocument(parsing: line).root,
      let method = record.member("method")?.text, let path = record.member("path")?.text
    else { return nil }
    time = record.member("time")?.text.flatMap { Instant(rfc3339: $0) }
    level = "info"
    program = "nginx"
    let status = record.member("status").map { String(decoding: $0.raw, as: UTF8.self) } ?? ""
    message = "\(method) \(path) \(status)"
    requestID = record.member("request_id")?.text
    let shown = ["remote", "seconds", "upstream", "upstream_status", "upstream_seconds", "user_id"]
    fields = Self.fields(of: record) { shown.contains($0) }
    isOurs = true
  }

  private init(_ text: String, program: String, at known: Instant?, level: String) {
    let record = text.hasPrefix("{") ? try? JSONDocument(parsing: text).root : nil
    guard let record, let message = record.member("message")?.text else {
      time = known
      self.level = level
      self.program = program
      message = text
      requestID = nil
      fields = []
      isOurs = false
      return
    }
    time = record.member("time")?.text.flatMap { Instant(rfc3339: $0) } ?? known
    self.level = record.member("level")?.text ?? level
    self.program = record.member("program")?.text ?? program
    self.message = message
    requestID = record.member("request_id")?.text
    let standard = ["time", "level", "program", "message", "request_id"]
    fields = Self.fields(of: record) { !standard.contains($0) }
    isOurs = true
  }

  private static func fields(
    of record: JSONNode, where isShown: (String) -> Bool
  ) -> [(name: String, value: String)] {
    record.members.compactMap { member in
      guard isShown(member.name) else { return nil }
      let value = member.value.text ?? String(decoding: member.value.raw, as: UTF8.self)
      return value.isEmpty ? nil : (member.name, value)
    }
  }

  private static let levels = [
    "error", "error", "error", "error", "warning", "notice", "info", "debug",
  ]

  /// `erp@order.service` is `erp-order`.
  private static func program(of unit: String) -> String {
    let name = unit.split(separator: ".").first.map(String.init) ?? unit
    return name.replacing("erp@", with: "erp-").split(separator: "@").first.map(String.init) ?? name
  }

  /// The line for eyes: time, level, program, message, fields.
  var text: String {
    let moment = time.map { String($0.rfc3339.prefix(23)) + "Z" } ?? "-"
    let request = requestID.map { "  request_id=\($0)" } ?? ""
    return "\(moment)  \(level.padded(7))  \(program.padded(14))  \(summary)\(request)"
  }

  /// Message and fields.
  var summary: String {
    message + fields.map { "  \($0.name)=\($0.value)" }.joined()
  }
}
