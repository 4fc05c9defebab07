import Foundation
import Glibc
import StackKit
import Synchronization

/// What may be found afterwards, or meanwhile, by somebody who looks at logs and processes.
enum SecretChecks {
  /// People log in, are made and get new passwords while every process is looked at; then the logs
  /// are read.
  static func leftBehind(_ scene: SecurityScene) throws -> [String] {
    let traffic = Traffic()
    let watch = Watch(secrets: try traffic.secrets + kept(scene), scene)
    let tokens = try traffic.make(scene)
    try forgeLines(scene)
    var findings = watch.finish()
    // Nginx writes its log once a second.
    usleep(1_500_000)
    let secrets = try traffic.secrets + tokens + kept(scene)
    for (file, text) in try scene.logs() {
      for secret in secrets where text.contains(secret) {
        findings.append("\(file) holds a secret: \(secret.prefix(3))…")
      }
      if text.contains("eyJ") { findings.append("\(file) holds a token") }
      if text.contains(forged) { findings.append("\(file): a client wrote a line of its own") }
      findings += linesThatAreNoJSON(file, text)
    }
    return findings
  }

  /// The passwords of the stack: of the database's users, of the first administrator.
  private static func kept(_ scene: SecurityScene) throws -> [String] {
    let folder = scene.stack.layout.secrets
    return try FileManager.default.contentsOfDirectory(atPath: folder).flatMap { name in
      let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("-----") }
    }
  }

  private static let forged = "\n{\"forged\":true}"

  /// Ends of lines in every place that is logged.
  private static func forgeLines(_ scene: SecurityScene) throws {
    let admin = scene.admin()
    let line = "x\r\n{\"forged\":true}\r\ny"
    let escaped = "x%0d%0a%7B%22forged%22:true%7D%0d%0ay"
    _ = try admin.post("/user/login", ["username": line, "password": line])
    _ = try admin.post("/order/create", ["channel": line, line: 1])
    _ = try admin.post("/ops/events/replay", ["consumer": line], key: "key")
    for path in ["/order/\(escaped)", "/item/barcode/\(escaped)", "/\(escaped)?q=\(escaped)"] {
      _ = try admin.get(path)
    }
    for header in ["X-Request-Id", "Idempotency-Key", "User-Agent", "Referer", "Accept-Language"] {
      _ = try admin.get("/user/me", headers: [(header, "x\u{0B}\u{85}{\"forged\":true}")])
      _ = try admin.get("/user/me", headers: [(header, escaped)])
    }
  }

  /// Our own programs and the access log write one JSON object a line.
  private static func linesThatAreNoJSON(_ file: String, _ text: String) -> [String] {
    let others: Set = [
      "mariadb.log", "redis.log", "nginx.log", "nginx-error.log", "supervisor.log",
    ]
    guard file.hasSuffix(".log"), !others.contains(file) else { return [] }
    return text.split(separator: "\n").filter { line in
      !((try? JSONSerialization.jsonObject(with: Data(line.utf8))) is [String: Any])
    }.prefix(1).map { "\(file) has a line that is no JSON: \($0.prefix(80))" }
  }

  /// Passwords and phone numbers that nobody else has, and the calls that they travel in.
  private struct Traffic {
    let password = "first-\(UInt64.random(in: 0...UInt64.max))"
    let changed = "second-\(UInt64.random(in: 0...UInt64.max))"
    let reset = "third-\(UInt64.random(in: 0...UInt64.max))"
    let wrong = "wrong-\(UInt64.random(in: 0...UInt64.max))"
    let phone = "137\(UInt32.random(in: 10_000_000...99_999_999))"
    let memberPhone = "136\(UInt32.random(in: 10_000_000...99_999_999))"

    var secrets: [String] { [password, changed, reset, wrong, phone, memberPhone] }

    /// Returns the tokens that were given.
    func make(_ scene: SecurityScene) throws -> [String] {
      let admin = scene.admin()
      _ = try SecurityScene.made(
        admin.post(
          "/user/create",
          ["username": "careful", "password": password, "name": "x", "phone": phone], key: "c"),
        "user_id")
      _ = try SecurityScene.made(
        admin.post("/member/register", ["name": "x", "phone": memberPhone]), "member_id")
      _ = try admin.get("/member/list?phone=\(memberPhone)")
      _ = try admin.post("/member/register", ["name": "x", "phone": memberPhone])
      let client = scene.client(nil)
      _ = try client.post("/user/login", ["username": "careful", "password": wrong])
      _ = try client.post("/user/login", ["username": password, "password": wrong])
      let login = try client.login("careful", password: password)
      _ = try client.post(
        "/user/password", ["old_password": password, "new_password": changed], key: "p")
      let refreshed = try client.post(
        "/user/refresh", ["refresh_token": login.string("refresh_token") ?? ""])
      let result = try scene.stack.operate(
        ["user", "reset-password", "careful", "--stdin"], input: reset + "\n")
      guard result.status == 0, !result.output.contains(reset) else {
        throw StackFault("reset-password: \(result.output)\(result.errors)")
      }
      guard try scene.client(nil).login("careful", password: reset).status == 200 else {
        throw StackFault("reset-password changed nothing")
      }
      guard try isRefusedSoon(client) else { throw StackFault("reset-password left a login") }
      return [login, refreshed].flatMap { answer in
        ["token", "refresh_token"].compactMap { answer.string($0) }
      }
    }

    /// erp-auth learns within a second of what the operator's program did, on a machine at rest.
    private func isRefusedSoon(_ client: APIClient) throws -> Bool {
      try comesTrue(within: 5, everyMilliseconds: 100) {
        try client.get("/user/me").status == 401
      }
    }
  }

  /// Looks at every process of the machine, again and again.
  private final class Watch: Sendable {
    private let state = Mutex((found: Set<String>(), isOver: false, hasEnded: false))

    init(secrets: [String], _ scene: SecurityScene) {
      Thread { [self] in
        while state.withLock({ !$0.isOver }) {
          let found = Self.look(for: secrets)
          state.withLock { $0.found.formUnion(found) }
          usleep(1_000)
        }
        state.withLock { $0.hasEnded = true }
      }.start()
    }

    func finish() -> [String] {
      state.withLock { $0.isOver = true }
      comesTrue { state.withLock { $0.hasEnded } }
      return state.withLock { $0.found.sorted() }
    }

    private static func look(for secrets: [String]) -> Set<String> {
      var found: Set<String> = []
      for process in ProcessFolder.all where process.pid != getpid() {
        for (place, text) in [
          ("command line", process.commandLine), ("environment", process.environment),
        ]
        where secrets.contains(where: text.contains) || text.contains("eyJ") {
          let program = process.commandLine.prefix { $0 != "\0" }
          found.insert("the \(place) of \(program) holds a secret")
        }
      }
      return found
    }
  }
}
