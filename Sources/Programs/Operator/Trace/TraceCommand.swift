import ArgumentParser
import EventStream
import JSONCoding
import Kernel
import MariaDBClient
import Processes
import Transactions
import UserService

/// `erp trace`: what became of one request, from Nginx to the last consumer.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Follow a request through Nginx, logs, audit, events, consumers. 追踪一个请求。",
    discussion: """
      The id is the request_id of the answer. Nginx's lines and those of the programs are there as \
      long as their logs, events for 7 days, the audit log for good; the access log is written \
      within a second. Exit status 1 when nothing is known of it.
      编号即返回中的 request_id。事件保留 7 天，审计日志长期保留；访问日志约 1 秒内写入。查不到时退出码为 1。
      """)

  @Argument(help: "The request's id. 请求编号。")
  var requestID: String

  @Flag(help: "Print JSON. 输出 JSON。")
  var json = false

  func validate() throws {
    let letters = requestID.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: ":"):
        true
      default: false
      }
    }
    if !(1...64).contains(requestID.utf8.count) || !letters || requestID.hasPrefix("-") {
      throw ValidationError(Terminal.words("that is no request id", "请求编号格式不正确"))
    }
  }

  func run() throws {
    let session = try OperatorSession()
    var logs = LogTrace(requestID)
    let lines = try Self.told { () throws(ProcessFault) in try logs.steps() }
    let rows = try session.run { try Self.rows(of: requestID, on: $0) }
    for place in logs.unread {
      Terminal.complain(
        Terminal.words(
          "\(place.english) cannot be read: ask as root, or as one of the group adm",
          "无法读取\(place.chinese)：请以 root 或 adm 组成员身份执行"))
    }
    let steps = TraceStep.sorted(lines + rows)
    if json {
      Terminal.say { writer in
        writer.object {
          $0.field("request_id", requestID)
          $0.key("steps")
          $0.array(steps) { $1.write(to: &$0) }
        }
      }
    } else {
      for step in steps { Terminal.say(step.line) }
    }
    if steps.isEmpty {
      throw Terminal.failure(
        "nothing is known of request \(requestID)", "没有关于请求 \(requestID) 的任何记录")
    }
  }

  private static func told<Result>(_ body: () throws(ProcessFault) -> Result) throws -> Result {
    do { return try body() } catch { throw OperatorSession.failure("\(error)") }
  }

  /// The audit log's rows, the events, and what each consumer did.
  private static func rows(
    of requestID: String, on database: DatabaseConnection
  ) throws -> [TraceStep] {
    var steps: [TraceStep] = []
    for entry in try AuditLog.entries(of: requestID, on: database) {
      let name = try UserRoster.name(of: entry.userID, on: database)
      let who = name.map { "\($0) (\(entry.userID))" } ?? "user \(entry.userID)"
      let object = entry.object.map { "  object=\($0)" } ?? ""
      steps.append(
        TraceStep(
          time: entry.calledAt, place: "audit", program: "api_call",
          text: "\(who)  \(entry.action)  \(entry.path)\(object)  status=\(entry.status)  "
            + "from \(entry.remoteAddress)"))
    }
    for event in try EventAdmin.trace(requestID, on: database) { steps += Self.steps(of: event) }
    return steps
  }

  private static func steps(of event: EventTrace) -> [TraceStep] {
    let what = "event \(event.eventID) \(event.type) \(event.key)"
    let published =
      event.publishedAt.map { "published \($0.rfc3339.prefix(23))Z" } ?? "not published yet"
    let own = TraceStep(
      time: event.occurredAt, place: "event", program: event.source, text: "\(what), \(published)")
    return [own]
      + event.consumers.map { consumer in
        let attempts = consumer.attempts > 0 ? ", \(consumer.attempts) attempts" : ""
        let error = consumer.lastError.map { ": \($0)" } ?? ""
        return TraceStep(
          time: consumer.at, place: "consumer", program: consumer.consumer,
          text: "\(what) \(consumer.state.rawValue)\(attempts)\(error)")
      }
  }
}
