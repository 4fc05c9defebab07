import Foundation
import Processes
import StackKit
import Testing

/// Aim: what an operator may change in the configuration works when it is changed.
@Suite struct EdgeSettingsTests {
  private func start(_ name: String) throws -> Stack {
    var options = StackOptions(directory: try SharedStack.directory(name))
    options.endsWithStarter = true
    options.rateLimit = .off
    options.parts = ["nginx"]
    return try Stack.start(options)
  }

  /// Writes a file of the administrator's and lets Nginx read it.
  private func put(_ file: String, _ text: String, into stack: Stack) throws {
    try text.write(
      toFile: "\(stack.layout.nginx)/conf/local/\(file)", atomically: true, encoding: .utf8)
    try stack.restart("nginx")
  }

  @Test func operationsAreForPrivateNetworksOnly() throws {
    let stack = try start("private")
    let client = HTTPClient(port: stack.port)
    #expect(try client.get("/ops/metrics").status == 503, "this machine may; no erp-auth is there")
    try put("private.conf", "deny 127.0.0.0/8;\n", into: stack)
    for path in ["/ops/metrics", "/ops/null", "/ops/events/lag"] {
      let answer = try client.get(path, headers: [("Authorization", "Bearer good")])
      #expect(answer.status == 403)
      try expectProblem(answer, code: 40300, error: "auth.forbidden")
    }
    #expect(try client.get("/health").status == 502, "monitors may")
    try stack.shutdown()
  }

  /// An address that is let off its limits, and one that is not.
  @Test func limitsAndAddressesAreTheAdministrators() throws {
    var options = StackOptions(directory: try SharedStack.directory("unlimited"))
    options.endsWithStarter = true
    options.rateLimit = .perSecond(1)
    options.parts = ["nginx"]
    let stack = try Stack.start(options)
    let client = HTTPClient(port: stack.port)
    func limited() throws -> Int {
      try (0..<60).map { _ in try client.get("/order/1").status }.count { $0 == 429 }
    }
    #expect(try limited() > 0)
    try put("unlimited.conf", "127.0.0.1 1;\n", into: stack)
    #expect(try limited() == 0)
    let forwarded = "set_real_ip_from 127.0.0.0/8;\nreal_ip_header X-Forwarded-For;\n"
    try put("server-proxy.conf", forwarded, into: stack)
    let behind = [("X-Forwarded-For", "203.0.113.9")]
    let answers = try (0..<60).map { _ in try client.get("/order/1", headers: behind).status }
    #expect(answers.contains(429), "whom the proxy names is limited")
    try stack.shutdown()
  }

  private func switchOnTLS(_ stack: Stack, port: Int) throws {
    let folder = stack.layout.root
    try Command.require([
      "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
      "/CN=localhost", "-keyout", "\(folder)/privkey.pem", "-out", "\(folder)/fullchain.pem",
    ])
    let site = """
      listen 127.0.0.1:\(port) ssl http2 default_server;
      ssl_certificate \(folder)/fullchain.pem;
      ssl_certificate_key \(folder)/privkey.pem;
      include \(stack.layout.nginx)/conf/snippets/tls-intermediate.conf;

      """
    try put("tls.conf", site, into: stack)
  }

  /// What `erp tls` writes is all it takes; HSTS only when it is asked for.
  @Test func transportSecurityIsReady() throws {
    let stack = try start("tls")
    let port = try UnixSocket.freePort()
    try switchOnTLS(stack, port: port)
    func ask(_ version: String) throws -> Command.Result {
      try Command.run(
        [
          "openssl", "s_client", "-quiet", "-connect", "127.0.0.1:\(port)", version,
          "-cipher", "DEFAULT@SECLEVEL=0",
        ], input: "GET /nope HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    }
    for (version, accepted) in [("-tls1_3", true), ("-tls1_2", true), ("-tls1_1", false)] {
      let said = try ask(version)
      #expect(said.output.contains("HTTP/1.1 404 ") == accepted, "\(version): \(said.errors)")
      #expect(!said.output.contains("Strict-Transport-Security"))
    }
    try put("hsts.conf", "on \"max-age=63072000\";\n", into: stack)
    let promised = try ask("-tls1_3").output
    #expect(promised.contains("Strict-Transport-Security: max-age=63072000\r\n"))
    try stack.shutdown()
  }

  /// What came in clear and is worth hiding is not waved through.
  @Test func plainHTTPIsSentOnOrRefused() throws {
    let stack = try start("plain")
    try switchOnTLS(stack, port: try UnixSocket.freePort())
    let client = HTTPClient(port: stack.port)
    let plain = try client.get("/nope?a=1")
    #expect(plain.status == 308)
    #expect(plain.header("Location") == "https://127.0.0.1/nope?a=1")
    let login = try client.send("POST", "/user/login", body: Array("{}".utf8))
    #expect(login.status == 403)
    try expectProblem(login, code: 40300, error: "auth.forbidden")
    #expect(APIAnswer(login).message?.contains("https") == true)
    let token = try client.get(
      "/item/1", headers: [("Authorization", "Bearer x.y.z"), ("Accept-Language", "zh")])
    #expect(token.status == 403)
    #expect(APIAnswer(token).message?.contains("明文") == true)
    let proofs = stack.layout.root + "/acme/.well-known/acme-challenge"
    try FileManager.default.createDirectory(atPath: proofs, withIntermediateDirectories: true)
    try "proof".write(toFile: proofs + "/token-1", atomically: true, encoding: .utf8)
    #expect(try client.get("/.well-known/acme-challenge/token-1").text == "proof")
    #expect(try client.get("/.well-known/acme-challenge/other").status == 404)
    try stack.shutdown()
  }
}
