import ArgumentParser
import JSONCoding
import OpsService
import WebAPI

/// `erp audit`: the invariants, checked now.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Check the invariants: stock, orders, payments, events, numbers. 核对账目不变量。",
    discussion: "Exit status 0 when nothing was found, 1 otherwise. 退出码 0 表示无问题，否则为 1。")

  @Flag(help: "Print JSON. 输出 JSON。")
  var json = false

  @Option(help: "An event younger than this many seconds may still be on its way. 多少秒内的事件视为在途。")
  var grace = 60

  func run() throws {
    let session = try OperatorSession()
    let report = try session.run { database in
      try AuditSuite.run(graceSeconds: grace, on: database) { Terminal.progress("checking: \($0)") }
    }
    if json {
      var writer = JSONWriter()
      report.write(into: &writer)
      Terminal.say(writer.bytes)
    } else {
      for result in report.results {
        let mark = result.findings.isEmpty ? "ok  " : "FAIL"
        Terminal.say("\(mark)  \(result.invariant)  \(result.name)")
        for finding in result.findings { Terminal.say("         \(finding)") }
      }
      Terminal.say(report.isClean ? "audit: nothing found" : "audit: see the findings above")
    }
    if !report.isClean { throw ExitCode.failure }
  }
}
