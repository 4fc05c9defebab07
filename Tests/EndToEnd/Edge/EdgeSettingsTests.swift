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

  /// Changes a file of the stack's copy and lets Nginx read it again.
  private func edit(_ file: String, of stack: Stack, _ change: (String) -> String) throws {
    let path = "\(stack.layout.nginx)/conf/snippets/\(file)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = change(text)
    #expect(changed != text)
    try changed.write(toFile: path, atomically: true, encoding: .utf8)
    try stack.restart("nginx")
  }

  @Test func operationsAreForPrivateNetworksOnly() throws {
    let stack = try start("private")
    let client = HTTPClient(port: stack.port)
    #expect(try client.get("/ops/metrics").status == 503, "this machine may; no erp-auth is there")
    try edit("internal-only.conf", of: stack) {
      $0.replacingOccurrences(of: "allow 127.0.0.0/8;\n", with: "")
    }
    for path in ["/ops/metrics", "/ops/null", "/ops/events/lag"] {
      let answer = try client.get(path, headers: [("Authorization", "Bearer good")])
      #expect(answer.status == 403)
      try expectProblem(answer, code: 40300, error: "auth.forbidden")
    }
    #expect(try client.get("/health").status == 502, "monitors may")
    try stack.shutdown()
  }

  /// The line that tls.conf holds in a comment is all it takes, and makes HSTS appear.
  @Test func transportSecurityIsReady() throws {
    let stack = try start("tls")
    let folder = stack.layout.root
    let port = try UnixSocket.freePort()
    try Command.require([
      "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
      "/CN=localhost", "-keyout", "\(folder)/privkey.pem", "-out", "\(folder)/fullchain.pem",
    ])
    try edit("tls-intermediate.conf", of: stack) { text in
      text.replacingOccurrences(of: "\nlisten 443", with: "\nlisten 127.0.0.1:\(port)")
        .replacingOccurrences(of: "/etc/erp/tls", with: folder)
    }
    try edit("tls.conf", of: stack) { $0.replacingOccurrences(of: "# include", with: "include") }
    let request = "GET /nope HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    for (version, accepted) in [("-tls1_3", true), ("-tls1_2", true), ("-tls1_1", false)] {
      let said = try Command.run(
        [
          "openssl", "s_client", "-quiet", "-connect", "127.0.0.1:\(port)", version,
          "-cipher", "DEFAULT@SECLEVEL=0",
        ], input: request)
      #expect(said.output.contains("HTTP/1.1 404 ") == accepted, "\(version): \(said.errors)")
      #expect(said.output.contains("Strict-Transport-Security: max-age=63072000") == accepted)
    }
    let plain = try HTTPClient(port: stack.port).get("/nope?a=1")
    #expect(plain.status == 308)
    #expect(plain.header("Location") == "https://127.0.0.1/nope?a=1")
    try stack.shutdown()
  }
}
