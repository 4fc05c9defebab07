import Foundation
import StackKit
import Testing

/// Aim: from outside, every call of the API asks for a token, and every answer has the same shape
/// and the same headers, whichever program wrote it.
@Suite struct EntranceTests {
  static let open: Set = [
    "POST /user/login", "POST /user/refresh", "GET /health", "GET /health/ready",
    "GET /openapi.json", "GET /docs",
  ]

  /// Method and path, with every `{name}` replaced by 1.
  private func calls() throws -> [(method: String, path: String)] {
    let answer = try HTTPClient(port: try SharedStack.get().port).get("/openapi.json")
    #expect(answer.status == 200)
    #expect(answer.header("Content-Type") == "application/json")
    let document = try #require(answer.json as? [String: Any])
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    return paths.flatMap { path, item in
      item.keys.filter { ["get", "post", "put", "delete"].contains($0) }.map { method in
        (method.uppercased(), path.replacing(/\{[^}]*\}/, with: "1"))
      }
    }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
  }

  @Test func everyCallAsksForAToken() throws {
    let client = HTTPClient(port: try SharedStack.get().port)
    let calls = try calls()
    #expect(calls.count > 40)
    for (method, path) in calls where !Self.open.contains("\(method) \(path)") {
      for token in [nil, "Bearer ", "Bearer x.y.z", "Basic YWRtaW46YWRtaW4="] {
        let headers: [HTTPClient.Header] = token.map { [("Authorization", $0)] } ?? []
        let body = method == "GET" ? nil : Array("{}".utf8)
        let answer = try client.send(
          method, path, headers: headers + IdentityTests.forged, body: body)
        #expect(answer.status == 401, "\(method) \(path) with \(token ?? "none")")
        let problem = APIAnswer(answer)
        #expect(problem.error?.hasPrefix("auth.token_") == true, "\(method) \(path)")
        #expect((40101...40104).contains(problem.code ?? 0))
      }
    }
  }

  @Test func everyAnswerHasTheSameHeaders() throws {
    let client = try SharedStack.admin()
    for (method, path) in try calls() where path != "/user/logout" {
      let body: Any? = method == "GET" ? nil : ["no_such_field": 1]
      let answer = try client.send(method, path, body: body)
      #expect(answer.status < 500 || path == "/health", "\(method) \(path): \(answer.http.text)")
      for name in EdgeHeaderTests.always {
        #expect(answer.http.headers(name).count == 1, "\(name) of \(method) \(path)")
      }
      if answer.status >= 400 {
        #expect(answer.requestID == answer.http.header("X-Request-Id"), "\(method) \(path)")
        #expect(answer.code.map { $0 / 100 } == answer.status)
        #expect(answer.error != nil && answer.message != nil)
      }
      let text = answer.http.text
      for leak in ["SELECT ", "/tmp/", "/work", "erp-dev", "Swift.", "libmariadb"]
      where path != "/ops/metrics" {
        #expect(!text.contains(leak), "\(method) \(path) tells of \(leak)")
      }
    }
  }

  @Test func requestIdentityReachesTheCentre() throws {
    let client = try SharedStack.admin()
    let answer = try client.send(
      "GET", "/item/999999", headers: [("X-Request-Id", "from-outside.1")])
    #expect(answer.status == 404)
    #expect(answer.requestID == "from-outside.1")
    #expect(answer.http.headers("X-Request-Id") == ["from-outside.1"])
  }

  @Test func unknownBelowACentre() throws {
    let client = try SharedStack.admin()
    let answer = try client.get("/item/no/such/route")
    #expect(answer.status == 404 && answer.error == "route.not_found")
    let method = try client.send("DELETE", "/order/create")
    #expect(method.status == 405 && method.error == "method.not_allowed")
  }

  @Test func logsHoldNoSecrets() throws {
    let stack = try SharedStack.get()
    let client = try SharedStack.admin()
    let token = try #require(client.token)
    _ = try client.post("/user/login", ["username": "admin", "password": "wrong-pa55word"])
    _ = try client.get("/user/me")
    usleep(1_300_000)
    for file in try FileManager.default.contentsOfDirectory(atPath: stack.logs) {
      let log = try String(contentsOfFile: "\(stack.logs)/\(file)", encoding: .utf8)
      for secret in [token, stack.adminPassword, "wrong-pa55word", "eyJ"] {
        #expect(!log.contains(secret), "\(file)")
      }
    }
  }
}
