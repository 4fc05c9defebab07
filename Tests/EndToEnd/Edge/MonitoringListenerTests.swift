import Foundation
import StackKit
import Testing

/// Aim: this machine's monitoring reads the figures with a token that Nginx itself knows, without
/// erp-auth and MariaDB, and gets at nothing else.
@Suite(.serialized) struct MonitoringListenerTests {
  private static let started = Result {
    var options = StackOptions(directory: try SharedStack.directory("listener"))
    options.endsWithStarter = true
    options.rateLimit = .off
    options.parts = ["nginx", "ops"]
    return try Stack.start(options)
  }

  /// As `erp token` writes it.
  private static let token = "ops_" + String(repeating: "aB3-_", count: 8) + "xyz"

  private func client() throws -> HTTPClient {
    HTTPClient(host: NginxCopy.monitoringHost, port: try Self.started.get().port)
  }

  private func write(_ entries: String) throws {
    let stack = try Self.started.get()
    try entries.write(
      toFile: "\(stack.layout.nginx)/conf/local/tokens.conf", atomically: true, encoding: .utf8)
    try stack.restart("nginx")
  }

  private func metrics(_ authorization: String?) throws -> HTTPAnswer {
    try client().get(
      "/ops/metrics", headers: authorization.map { [("Authorization", $0)] } ?? [])
  }

  /// There is neither MariaDB nor erp-auth here.
  @Test func theTokenIsAllItTakes() throws {
    try expectProblem(try metrics(nil), code: 40101, error: "auth.token_missing")
    try write("\"~^Bearer \(Self.token)$\" prometheus; # 2026-12-01T00:00:00Z\n")
    let answer = try metrics("Bearer \(Self.token)")
    #expect(answer.status == 200, "\(answer.text)")
    for line in ["erp_database_up{program=\"erp-ops\"} 0", "erp_redis_up{program=\"erp-ops\"} 0"] {
      #expect(answer.text.contains(line), "\(line)")
    }
    for series in [
      "erp_build_info", "process_start_time_seconds", "process_resident_memory_bytes",
    ] {
      #expect(answer.text.contains("\n\(series){program=\"erp-ops\""), "\(series)")
    }
    for wrong in [
      "Bearer \(Self.token)x", "Bearer x\(Self.token)", "Bearer \(Self.token.lowercased())",
      "Bearer ops_", "Basic \(Self.token)", Self.token,
    ] {
      let refusal = try metrics(wrong)
      #expect(refusal.status == 401, "\(wrong)")
      try expectProblem(refusal, code: 40102, error: "auth.token_invalid")
    }
    try write("")
    #expect(try metrics("Bearer \(Self.token)").status == 401, "revoked")
  }

  @Test func nothingElseIsThere() throws {
    try write("\"~^Bearer \(Self.token)$\" prometheus; # 2026-12-01T00:00:00Z\n")
    let headers = [("Authorization", "Bearer \(Self.token)")]
    for path in ["/ops/audit", "/ops/null", "/ops/events/lag", "/item/1", "/user/login", "/docs"] {
      #expect(try client().get(path, headers: headers).status == 404, "\(path)")
    }
    let health = try client().get("/health")
    #expect(health.status == 200 && APIAnswer(health).string("status") == "down")
    // On the other side the token is nobody's.
    let outside = try HTTPClient(port: try Self.started.get().port).get(
      "/ops/metrics", headers: headers)
    #expect(outside.status == 503, "erp-auth would be asked")
  }

  /// 503 in the shape of every problem, and the page beside it.
  @Test func notReadyIsSaid() throws {
    let answer = try client().get("/health/ready")
    #expect(answer.status == 503)
    let page = APIAnswer(answer)
    #expect(page.error == "unavailable" && page.code == 50300)
    #expect(page.string("status") == "down")
    #expect(page.string("nodes.mariadb") == "down")
  }
}
