import ArgumentParser
import JSONCoding
import OpsService
import Processes
import RedisClient
import Settings
import WebAPI

/// `erp audit`: the invariants, checked now.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Check the invariants: stock, orders, payments, events, numbers. 核对账目不变量。",
    discussion: """
      Exit status 0 when nothing was found, 1 otherwise. While Redis is away, what comes right by \
      itself once it is back is marked WAIT and does not count.
      没有发现问题时退出码为 0，否则为 1；Redis 停机期间，恢复后会自行消除的项标为 WAIT，不计入。
      """)

  @Flag(help: "Print JSON. 输出 JSON。")
  var json = false

  @Option(help: "An event younger than this many seconds may still be on its way. 多少秒内的事件视为在途。")
  var grace = 60

  func run() throws {
    let session = try OperatorSession()
    let isAway = Self.isAway(RedisConnection(settings: RedisOptions(session.configuration.redis)))
    if isAway, !json { Self.sayAway() }
    let report = try session.run { database in
      try AuditSuite.run(
        graceSeconds: grace, isRedisAway: isAway, on: database,
        progress: { Terminal.progress("checking: \($0)") },
        finished: { if !json { Self.say($0) } })
    }
    if json {
      Terminal.say { report.write(into: &$0) }
    } else {
      Self.sayVerdict(report)
    }
    if !report.isSound { throw ExitStatus.failed }
  }

  private static func isAway(_ redis: RedisConnection) -> Bool {
    (try? redis.command(["PING"])) == nil
  }

  /// Since when, where systemd runs it.
  private static func sayAway() {
    let unit = try? Installation.systemctl(
      ["show", "-p", "InactiveEnterTimestamp", "--value", "redis-server@erp.service"], seconds: 10)
    let moment = unit?.output.split(separator: "\n").first.map(String.init) ?? ""
    Terminal.say(
      "Redis is away\(moment.isEmpty ? "" : " since \(moment)"): what waits for it is listed as "
        + "WAIT, not FAIL",
      "Redis \(moment.isEmpty ? "" : "自 \(moment) 起")不可用：等待它的项标为 WAIT，而不是 FAIL")
  }

  /// A line for the invariant, and one for each finding.
  static func say(_ result: AuditResult) {
    let mark = result.findings.isEmpty ? "ok  " : result.waits ? "WAIT" : "FAIL"
    Terminal.say("\(mark)  \(result.invariant)  \(result.name)")
    for finding in result.findings { Terminal.say("         \(finding)") }
  }

  private static func sayVerdict(_ report: AuditReport) {
    if report.isClean {
      Terminal.say("audit: nothing found", "核对完成：没有发现问题")
    } else if report.isSound {
      Terminal.say(
        "audit: nothing but what waits for Redis; run it again when Redis is back",
        "核对完成：只有等待 Redis 的项；Redis 恢复后请再次运行")
    } else {
      Terminal.say("audit: see the findings above", "核对完成：问题见上")
    }
  }
}
