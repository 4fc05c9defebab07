import Foundation
import StackKit
import Synchronization

/// The change of the key that signs tokens, with the operator's commands.
enum KeyChecks {
  /// Somebody works on all the while; old and new tokens are good together, until the old key is
  /// retired.
  static func rotation(_ scene: SecurityScene) throws -> [String] {
    let stack = scene.stack
    var findings: [String] = []
    let first = try logIn(scene)
    let worker = Worker(scene, token: first.token)
    /// However fast the machine is, somebody is answered with what each step left.
    func step(_ words: String...) throws {
      let result = try stack.operate(words)
      if result.status != 0 {
        throw StackFault("erp \(words.joined(separator: " ")): \(result.errors)")
      }
      try worker.isAnsweredAgain()
    }
    func restart(_ part: String) throws {
      try stack.restart(part)
      try worker.isAnsweredAgain()
    }
    try step("key", "new", "second")
    try restart("auth")
    try step("key", "use", "second")
    try restart("user")
    let second = try logIn(scene)
    if kid(of: second.token) != "second" || kid(of: first.token) == "second" {
      findings.append("the new key does not sign")
    }
    findings += try verify(scene, first.token, 200, "a token of the old key")
    findings += try verify(scene, second.token, 200, "a token of the new key")
    let renewed = try scene.client(nil)
      .post("/user/refresh", ["refresh_token": first.refresh])
    if renewed.status != 200 { findings.append("a refresh token of before: \(renewed.status)") }
    if try stack.operate(["key", "retire", "first"]).status == 0 {
      findings.append("the old key can be retired while its tokens live")
    }
    // A third key follows and the second goes: the first still holds this run's other logins.
    try step("key", "new", "third")
    try restart("auth")
    try step("key", "use", "third")
    try restart("user")
    try step("key", "retire", "second", "--now")
    try restart("auth")
    findings += try verify(scene, second.token, 401, "a token of the retired key")
    findings += try verify(scene, first.token, 200, "a token of a key that is still there")
    findings += worker.finish().map { "meanwhile somebody was answered \($0)" }
    return findings + modes(stack)
  }

  /// A user who is at work while keys change.
  private final class Worker: Sendable {
    private let state = Mutex((asked: 0, wrong: [Int: Int](), isOver: false, hasEnded: false))

    init(_ scene: SecurityScene, token: String) {
      Thread { [self] in
        let client = scene.client(token)
        while state.withLock({ !$0.isOver }) {
          let status = (try? client.get("/user/me"))?.status ?? 0
          state.withLock {
            $0.asked += 1
            if status != 200 { $0.wrong[status, default: 0] += 1 }
          }
          usleep(5_000)
        }
        state.withLock { $0.hasEnded = true }
      }.start()
    }

    /// Waits for the answer to a call that is made after this moment: the second from now.
    func isAnsweredAgain() throws {
      let asked = state.withLock { $0.asked }
      guard comesTrue({ state.withLock { $0.asked >= asked + 2 } }) else {
        throw StackFault("a user at work was not answered for half a minute")
      }
    }

    /// What was answered otherwise than 200, and how often.
    func finish() -> [String] {
      state.withLock { $0.isOver = true }
      comesTrue { state.withLock { $0.hasEnded } }
      return state.withLock { $0.wrong.map { "\($0.key), \($0.value) times" } }
    }
  }

  private static func logIn(_ scene: SecurityScene) throws -> (token: String, refresh: String) {
    let answer = try scene.client(nil)
      .post("/user/login", ["username": "clerk", "password": SecurityScene.password])
    guard let token = answer.string("token"), let refresh = answer.string("refresh_token") else {
      throw StackFault("log in: \(answer.http.text)")
    }
    return (token, refresh)
  }

  private static func verify(
    _ scene: SecurityScene, _ token: String, _ status: Int, _ what: String
  ) throws -> [String] {
    let answer = try scene.client(token).get("/user/me")
    return answer.status == status ? [] : ["\(what): \(answer.status), not \(status)"]
  }

  /// The key's name in the token's header.
  private static func kid(of token: String) -> String? {
    var header = String(token.prefix { $0 != "." })
      .replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
    while header.utf8.count % 4 != 0 { header += "=" }
    let object = Data(base64Encoded: header)
      .flatMap { try? JSONSerialization.jsonObject(with: $0) }
    return (object as? [String: Any])?["kid"] as? String
  }

  private static func modes(_ stack: Stack) -> [String] {
    let files = FileManager.default
    func mode(_ path: String) -> Int {
      (try? files.attributesOfItem(atPath: path)[.posixPermissions] as? Int) ?? -1
    }
    var findings: [String] = []
    for name in (try? files.contentsOfDirectory(atPath: stack.layout.secrets)) ?? []
    where mode(stack.layout.secret(name)) != 0o600 {
      findings.append("secrets/\(name) has not mode 0600")
    }
    for name in (try? files.contentsOfDirectory(atPath: stack.layout.keys)) ?? []
    where !name.hasSuffix(".pub.pem") {
      findings.append("keys/\(name) is no public key")
    }
    return findings
  }
}
