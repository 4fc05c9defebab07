import Foundation
import Processes
import StackKit

/// TLS as tls-intermediate.conf has it, with a certificate made for the purpose.
enum TransportChecks {
  /// What Mozilla's intermediate profile allows in TLS 1.2.
  private static let allowed: Set = [
    "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256",
    "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384",
    "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305",
  ]

  static func all(_ scene: SecurityScene) throws -> [String] {
    var options = StackOptions(directory: scene.stack.layout.root + "-tls")
    options.endsWithStarter = true
    options.rateLimit = .off
    options.parts = ["nginx"]
    let stack = try Stack.start(options)
    defer {
      try? stack.shutdown()
      try? FileManager.default.removeItem(atPath: options.directory)
    }
    let port = try switchOn(stack)
    return try versions(port) + ciphers(port) + headers(port, stack)
      + otherMethods(scene.stack.port)
  }

  /// Writes what `erp tls --hsts` writes.
  private static func switchOn(_ stack: Stack) throws -> Int {
    let folder = stack.layout.root
    let port = try UnixSocket.freePort()
    try Command.require([
      "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
      "/CN=localhost", "-keyout", "\(folder)/privkey.pem", "-out", "\(folder)/fullchain.pem",
    ])
    let conf = "\(stack.layout.nginx)/conf"
    let site = """
      listen 127.0.0.1:\(port) ssl http2 default_server;
      ssl_certificate \(folder)/fullchain.pem;
      ssl_certificate_key \(folder)/privkey.pem;
      include \(conf)/snippets/tls-intermediate.conf;

      """
    try site.write(toFile: "\(conf)/local/tls.conf", atomically: true, encoding: .utf8)
    try "on \"max-age=63072000\";\n".write(
      toFile: "\(conf)/local/hsts.conf", atomically: true, encoding: .utf8)
    try stack.restart("nginx")
    return port
  }

  /// 1.2 and 1.3 are spoken; 1.0 and 1.1 are refused by the server, not by the client that asks.
  private static func versions(_ port: Int) throws -> [String] {
    var findings: [String] = []
    for (version, isAllowed) in [
      ("-tls1", false), ("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true),
    ] {
      let said = try handshake(port, [version, "-cipher", "DEFAULT@SECLEVEL=0"])
      if isAllowed != (said.status == 0) { findings.append("\(version): \(said.status)") }
      if !isAllowed, !said.errors.contains("alert protocol version") {
        findings.append("\(version) was not refused by the server: \(said.errors.suffix(200))")
      }
    }
    return findings
  }

  /// What the profile has is accepted, each alone; of all the others that this machine knows, none.
  private static func ciphers(_ port: Int) throws -> [String] {
    let known = try Command.require([
      "openssl", "ciphers", "-tls1_2", "ALL:COMPLEMENTOFALL:@SECLEVEL=0",
    ])
    let others = known.split(whereSeparator: { ":\n".contains($0) }).map(String.init)
      .filter { !$0.hasPrefix("TLS_") && !allowed.contains($0) }
    var findings = others.count < 40 ? ["only \(others.count) other ciphers were offered"] : []
    let offer = others.joined(separator: ":") + ":@SECLEVEL=0"
    let said = try handshake(port, ["-tls1_2", "-cipher", offer])
    if said.status == 0 || !said.errors.contains("alert handshake failure") {
      let chosen = said.output.firstMatch(of: /Cipher *: *([A-Z0-9-]+)/).map { "\($0.1)" }
      findings.append("of all other ciphers: \(chosen ?? said.errors)")
    }
    // The certificate is RSA, so the others cannot be.
    for name in allowed.sorted() where name.contains("-RSA-") {
      let said = try handshake(port, ["-tls1_2", "-cipher", "\(name):@SECLEVEL=0"])
      if said.status != 0 { findings.append("\(name) is refused") }
    }
    return findings
  }

  private static func handshake(_ port: Int, _ options: [String]) throws -> Command.Result {
    try Command.run(
      ["openssl", "s_client", "-connect", "127.0.0.1:\(port)", "-no_ign_eof"] + options)
  }

  /// HSTS on every answer, errors too; and what comes in plain is sent on.
  private static func headers(_ port: Int, _ stack: Stack) throws -> [String] {
    var findings: [String] = []
    for path in ["/nope", "/docs", "/order/1"] {
      let said = try Command.run(
        ["openssl", "s_client", "-quiet", "-connect", "127.0.0.1:\(port)"],
        input: "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      let lines = said.output.components(separatedBy: "\r\n")
      let policy = lines.first { $0.hasPrefix("Strict-Transport-Security: ") } ?? ""
      let seconds = policy.firstMatch(of: /max-age=([0-9]+)/).flatMap { Int($0.1) } ?? 0
      if seconds < 31_536_000 { findings.append("\(path): \"\(policy)\" is no HSTS of a year") }
      // The page for people is kept, and asked for again by its ETag each time; nothing else is.
      let keeping = path == "/docs" ? "no-cache" : "no-store"
      for header in ["X-Content-Type-Options: nosniff", "Cache-Control: \(keeping)"]
      where !lines.contains(header) {
        findings.append("\(path): no \(header)")
      }
    }
    let plain = try HTTPClient(port: stack.port).get("/order/1?a=b")
    if plain.status != 308 || plain.header("Location") != "https://127.0.0.1/order/1?a=b" {
      findings.append("plain HTTP: \(plain.status) to \(plain.header("Location") ?? "nowhere")")
    }
    return findings
  }

  /// TRACE and CONNECT are for nobody, and a 405 says what is.
  private static func otherMethods(_ port: Int) throws -> [String] {
    var findings: [String] = []
    for path in ["/order/1", "/user/login", "/docs"] {
      let answer = try HTTPClient(port: port).send("TRACE", path)
      if answer.status != 405 || answer.header("Allow")?.isEmpty != false {
        findings.append(
          "TRACE \(path): \(answer.status), Allow \(answer.header("Allow") ?? "none")")
      }
    }
    let connect = "CONNECT x:1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    let answer = try HTTPClient(port: port).raw(Array(connect.utf8))
    if ![400, 405].contains(answer.status) { findings.append("CONNECT: \(answer.status)") }
    return findings
  }
}
