import ArgumentParser
import JSONCoding
import Processes

/// `erp token`: who may read the metrics of this machine, without a user and without an end.
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Tokens of this machine's monitoring, which do not expire. 监控令牌（不过期）。",
    discussion: """
      For GET /ops/metrics at 127.0.0.1:9464 (/etc/erp/nginx/local/metrics.conf) and nothing else. \
      Nginx itself knows them: they hold while MariaDB or erp-auth is down. For root.
        erp token create prometheus --file /etc/prometheus/erp-token --owner prometheus
      只用于读取本机 127.0.0.1:9464 的 /ops/metrics；由 Nginx 直接校验，数据库停机时仍可抓取。
      """,
    subcommands: [Create.self, List.self, Revoke.self])

  static func known() -> OpsTokens { OpsTokens(EntranceFiles.text(OpsTokens.path) ?? "") }

  /// Writes them and asks whether Nginx holds to it; else all is as before.
  /// - Parameters:
  ///   - token: the one that was made or revoked
  ///   - isGood: what Nginx is to think of it
  static func store(_ tokens: OpsTokens, token: String, isGood: Bool) throws(ProcessFault) {
    let change = EntranceFiles.Change(path: OpsTokens.path, text: tokens.text, mode: 0o600)
    try EntranceFiles.apply([change]) { () throws(ProcessFault) in
      guard EntranceFiles.isRunning else { return }
      if try isAccepted(token) == isGood { return }
      throw ProcessFault("Nginx does not answer so at \(listener): see local/metrics.conf")
    }
  }

  /// Where monitoring asks.
  private static var listener: String {
    Entrance.address(in: Entrance.metricsFile) ?? "127.0.0.1:9464"
  }

  /// The token goes through a pipe: no command line shows it.
  private static func isAccepted(_ token: String) throws(ProcessFault) -> Bool {
    let answer = try Command.run(
      [
        "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "--max-time", "5", "-H", "@-",
        "http://\(listener)/ops/metrics",
      ], input: "Authorization: Bearer \(token)\n", seconds: 8)
    return answer.status == 0 && answer.output != "401"
  }

  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make a token. 新建令牌。")

    @Argument(help: "Who it is for: 1 to 32 of a-z 0-9 _ -, such as prometheus. 名称。")
    var name: String

    @Option(help: "Write it into this file, 0600, instead of showing it. 写入文件，不显示。")
    var file: String?

    @Option(help: "The user who is to own the file, such as prometheus. 文件属主。")
    var owner: String?

    func validate() throws {
      let isName = name.wholeMatch(of: /[a-z0-9][a-z0-9_-]{0,31}/) != nil
      guard isName else { throw ValidationError("\(name): 1 to 32 of a-z 0-9 _ -") }
      guard owner == nil || file != nil else { throw ValidationError("--owner needs --file") }
    }

    func run() throws {
      try Installation.requireRoot()
      var tokens = TokenCommand.known()
      guard !tokens.knows(name) else {
        throw Terminal.failure(
          "there is a token \(name); first: erp token revoke \(name)",
          "令牌 \(name) 已存在；请先执行 erp token revoke \(name)")
      }
      let token = tokens.create(name)
      do throws(ProcessFault) {
        if let file { try write(token, to: file) }
        try TokenCommand.store(tokens, token: token, isGood: true)
      } catch {
        throw OperatorSession.failure("\(error)")
      }
      MachineDeed.record("token create", object: "token:\(name)")
      if let file {
        Terminal.say("\(name)'s token is in \(file)", "\(name) 的令牌已写入 \(file)")
      } else {
        Terminal.say(token)
        Terminal.complain(Terminal.words("(shown only this once)", "（仅显示这一次）"))
      }
    }

    private func write(_ token: String, to file: String) throws(ProcessFault) {
      try EntranceFiles.write(EntranceFiles.Change(path: file, text: token, mode: 0o600))
      if let owner { try Command.require(["chown", "--", "\(owner):", file], seconds: 10) }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Names, and since when; never a token. 列出令牌名称。")

    @Flag(help: "Print JSON. 输出 JSON。")
    var json = false

    func run() throws {
      try Installation.requireRoot()
      let entries = TokenCommand.known().entries
      guard json else {
        for entry in entries {
          Terminal.say("\(entry.name)  \(Terminal.words("since", "起于")) \(entry.since)")
        }
        if entries.isEmpty { Terminal.complain(Terminal.words("there is none", "没有令牌")) }
        return
      }
      Terminal.say { writer in
        writer.array(entries) { writer, entry in
          writer.object {
            $0.field("name", entry.name)
            $0.field("since", entry.since)
          }
        }
      }
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Refuse a token from now on. 撤销令牌。")

    @Argument(help: "Its name. 名称。")
    var name: String

    func run() throws {
      try Installation.requireRoot()
      var tokens = TokenCommand.known()
      guard let entry = tokens.entries.first(where: { $0.name == name }) else {
        throw Terminal.failure("there is no token \(name)", "没有令牌 \(name)")
      }
      tokens.revoke(name)
      do throws(ProcessFault) {
        try TokenCommand.store(tokens, token: entry.token, isGood: false)
      } catch {
        throw OperatorSession.failure("\(error)")
      }
      MachineDeed.record("token revoke", object: "token:\(name)")
      Terminal.say("\(name) is refused from now on", "\(name) 已撤销")
    }
  }
}
