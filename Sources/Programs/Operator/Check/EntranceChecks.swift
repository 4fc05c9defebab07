import Glibc
import Processes

/// Nginx: its settings, its port, and that a call gets through.
enum EntranceChecks {
  static func findings() -> [Finding] {
    guard let test = try? Command.run(["nginx", "-t", "-q"], seconds: 20), test.status == 0 else {
      return [
        Finding(
          "nginx", .critical, "does not take its settings", "设置有误", remedy: "nginx -t")
      ]
    }
    return [entrance()] + monitoring() + certificate()
  }

  /// Whether calls get through, once programs that are just starting have had some seconds for it.
  static func settled(within seconds: Int) -> Finding {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      let found = entrance()
      if found.level == .ok || ContinuousClock.now >= deadline { return found }
      Terminal.progress(Terminal.words("waiting until all is up", "等待全部就绪"))
      usleep(500_000)
    }
  }

  /// Nginx does not start while somebody else has the port of the figures.
  private static func monitoring() -> [Finding] {
    guard let port = Entrance.port(in: Entrance.metricsFile),
      let holder = Entrance.holder(of: port),
      !holder.hasPrefix("nginx")
    else { return [] }
    return [
      Finding(
        "monitoring", .critical, "port \(port) is taken by \(holder): Nginx will not start again",
        "端口 \(port) 被 \(holder) 占用：Nginx 将无法再次启动",
        remedy: Entrance.metricsFile)
    ]
  }

  private static func certificate() -> [Finding] {
    guard TransportFiles.isOn else { return [] }
    guard let certificate = try? Certificate(at: TransportFiles.usedCertificate) else {
      return [
        Finding("certificate", .critical, "cannot be read", "无法读取", remedy: "erp tls")
      ]
    }
    let days = certificate.daysLeft
    let level: CheckLevel =
      days < TransportChecks.lateDays
      ? .critical : days < TransportChecks.soonDays ? .warning : .ok
    if level == .ok, TransportFiles.isOutdated, let origin = TransportFiles.origin {
      return [
        Finding(
          "certificate", .warning, "is not the one that \(origin) holds by now",
          "与 \(origin) 中现有的证书不同", remedy: "erp tls --cert \(origin) --key KEY")
      ]
    }
    return [
      Finding(
        "certificate", level, "ends in \(days) days", "\(days) 天后到期",
        remedy: level == .ok ? nil : "erp tls --help")
    ]
  }

  /// Asked as a client asks, over the port that is set.
  private static func entrance() -> Finding {
    let port = Entrance.port
    let address = "http://127.0.0.1:\(port)/health"
    // With https that port only sends clients on.
    let asked = TransportFiles.isOn ? "https://127.0.0.1:\(TransportFiles.port)/health" : address
    let answer = try? Command.run(["curl", "-s", "-k", "--max-time", "8", asked], seconds: 12)
    if let answer, answer.status == 0, answer.output.contains("\"nodes\"") {
      let isUp = answer.output.contains("\"status\":\"up\"")
      return Finding(
        "entrance", isUp ? .ok : .warning,
        isUp ? "answers on port \(port)" : "answers on port \(port), but not all is up",
        isUp ? "端口 \(port) 正常" : "端口 \(port) 有应答，但有部件异常",
        remedy: isUp ? nil : "curl \(address)")
    }
    if let answer, answer.output.contains("\"request_id\"") {
      return Finding(
        "entrance", .critical, "Nginx answers on port \(port), the programs do not",
        "Nginx 在端口 \(port) 有应答，程序没有", remedy: "systemctl --failed; then erp restart")
    }
    let holder = Entrance.holder(of: port)
    if let holder, !holder.hasPrefix("nginx") {
      return Finding(
        "entrance", .critical, "port \(port) is taken by \(holder)", "端口 \(port) 被 \(holder) 占用",
        remedy: "\(Entrance.listenFile); then systemctl restart nginx")
    }
    let site = holder == nil ? "nothing listens" : "another site of Nginx answers"
    let siteChinese = holder == nil ? "没有程序监听" : "应答的是 Nginx 的其他站点"
    return Finding(
      "entrance", .critical, "does not answer on port \(port): \(site)",
      "端口 \(port) 没有应答：\(siteChinese)",
      remedy: "ls /etc/nginx/sites-enabled; \(Entrance.listenFile); nginx -t")
  }
}

/// Where clients come in.
enum Entrance {
  static let listenFile = "\(EntranceFiles.local)/listen.conf"
  /// Where monitoring comes in.
  static let metricsFile = "\(EntranceFiles.local)/metrics.conf"

  /// The first port that is listened on; 80 where the file says none.
  static var port: Int { port(in: listenFile) ?? 80 }

  /// The port of a file's first `listen`.
  static func port(in file: String) -> Int? {
    address(in: file)?.split(separator: ":").last.flatMap { Int($0) }
  }

  /// What a file's first `listen` names: `80`, `127.0.0.1:9464`, `[::]:80`.
  static func address(in file: String) -> String? {
    for line in (EntranceFiles.text(file) ?? "").split(whereSeparator: \.isNewline) {
      let words = line.split(whereSeparator: { $0 == " " || $0 == ";" || $0 == "\t" })
      if words.count > 1, words[0] == "listen" { return String(words[1]) }
    }
    return nil
  }

  /// Which program listens there, such as `python3 (pid 812)`; nil for none.
  static func holder(of port: Int) -> String? {
    let result = try? Command.run(["ss", "-Hltnp", "sport = :\(port)"], seconds: 10)
    guard let line = result?.output.split(separator: "\n").first else { return nil }
    guard let users = line.firstRange(of: "((\"") else { return "a program of another user" }
    let parts = line[users.upperBound...].split(separator: ",")
    guard parts.count > 1 else { return nil }
    let name = parts[0].prefix { $0 != "\"" }
    return "\(name) (\(parts[1].replacing("pid=", with: "pid ")))"
  }
}
