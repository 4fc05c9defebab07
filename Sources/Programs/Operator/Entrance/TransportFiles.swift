import FoundationEssentials
import Processes

/// What `erp tls` writes: certificate, key, and Nginx's two files about them.
enum TransportFiles {
  static let folder = "\(Installation.settings)/tls"
  static let certificate = "\(folder)/fullchain.pem"
  static let key = "\(folder)/privkey.pem"
  static let site = "\(EntranceFiles.local)/tls.conf"
  static let promise = "\(EntranceFiles.local)/hsts.conf"
  /// Where a certificate authority looks for its proof.
  static let proofs = "\(Installation.state)/acme"

  static var isOn: Bool { EntranceFiles.text(site) != nil }

  /// What every https answer promises browsers; nil for nothing.
  static var hsts: String? {
    EntranceFiles.text(promise)?.split(separator: "\"").dropFirst().first.map(String.init)
  }

  static func hstsLine(withSubdomains: Bool) -> String {
    "on \"max-age=63072000\(withSubdomains ? "; includeSubDomains" : "")\";\n"
  }

  /// Where the site's own line says it is: somebody may have written that file.
  static var usedCertificate: String {
    let lines = (EntranceFiles.text(site) ?? "").split(whereSeparator: \.isNewline)
    let line = lines.map { $0.drop { $0 == " " } }.first { $0.hasPrefix("ssl_certificate ") }
    return line.map { String($0.dropFirst("ssl_certificate ".count).prefix { $0 != ";" }) }
      ?? certificate
  }

  /// The file that the certificate in use was copied from, as the site's text remembers it.
  static var origin: String? {
    let lines = (EntranceFiles.text(site) ?? "").split(whereSeparator: \.isNewline)
    return lines.first { $0.hasPrefix(originMark) }.map { String($0.dropFirst(originMark.count)) }
  }
  /// Whether a later one lies where it came from, such as when certbot could not hand it on.
  static var isOutdated: Bool {
    guard let origin, let there = EntranceFiles.text(origin) else { return false }
    return there != EntranceFiles.text(certificate)
  }
  private static let originMark = "# The certificate is a copy of "

  /// The port of https that is set now, else 443.
  static var port: Int { Entrance.port(in: site) ?? 443 }

  /// Over IPv6 as well where plain http listens there.
  static func siteText(port: Int, origin: String) -> String {
    let plain = EntranceFiles.text(Entrance.listenFile) ?? ""
    let hasIPv6 = plain.split(whereSeparator: \.isNewline).contains {
      $0.hasPrefix("listen [") || $0.hasPrefix("  listen [")
    }
    let second = hasIPv6 ? "listen [::]:\(port) ssl http2 default_server ipv6only=on;\n" : ""
    return """
      # Made by `erp tls`, which writes it anew each time.
      \(originMark)\(origin)
      listen \(port) ssl http2 default_server;
      \(second)ssl_certificate \(certificate);
      ssl_certificate_key \(key);
      include \(Installation.share)/nginx/snippets/tls-intermediate.conf;

      """
  }

  /// Puts both files in their places, switches on, and proves it with a request.
  /// - Throws: `ProcessFault` when it does not work out; then everything is as before
  static func install(
    certificate source: String, key sourceKey: String, port: Int, hsts: String?,
    isExpected found: Certificate
  ) throws(ProcessFault) {
    guard let chain = EntranceFiles.text(source), let secret = EntranceFiles.text(sourceKey) else {
      throw ProcessFault("cannot read \(source) and \(sourceKey)")
    }
    try Command.require(["install", "-d", "-m", "700", folder], seconds: 10)
    var changes = [
      EntranceFiles.Change(path: certificate, text: chain, mode: 0o600),
      EntranceFiles.Change(path: key, text: secret, mode: 0o600),
      EntranceFiles.Change(path: site, text: siteText(port: port, origin: absolute(source))),
    ]
    if let hsts { changes.append(EntranceFiles.Change(path: promise, text: hsts)) }
    try EntranceFiles.apply(changes) { () throws(ProcessFault) in
      guard EntranceFiles.isRunning else {
        return Terminal.complain(
          Terminal.words("erp: Nginx does not run: nothing was proved", "erp: Nginx 未运行：未经验证"))
      }
      try prove(found, port: port)
    }
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
  }

  /// Asks as a client does, by the certificate's own name.
  private static func prove(_ expected: Certificate, port: Int) throws(ProcessFault) {
    let name = expected.names.first { !$0.contains("*") } ?? "localhost"
    // Whoever else has the port may never answer.
    let shown = try? Command.run(
      ["openssl", "s_client", "-connect", "127.0.0.1:\(port)", "-servername", name], seconds: 5)
    let served = try Command.run(
      ["openssl", "x509", "-noout", "-fingerprint", "-sha256"], input: shown?.output ?? "",
      seconds: 10)
    guard !expected.fingerprint.isEmpty, served.output.contains(expected.fingerprint) else {
      let holder = Entrance.holder(of: port) ?? "nobody"
      throw ProcessFault(
        "the certificate is not shown on port \(port), where \(holder) listens; "
          + "everything is as before")
    }
    let answer = try Command.run(
      [
        "curl", "-sS", "--max-time", "8", "--resolve", "\(name):\(port):127.0.0.1", "-o",
        "/dev/null", "-w", "%{http_code}", "https://\(name):\(port)/health",
      ] + (expected.isTrusted ? [] : ["--insecure"]), seconds: 12)
    // Whether the programs behind it are well is another question.
    guard answer.status == 0, answer.output != "000" else {
      throw ProcessFault("https does not answer: \(answer.errors); everything is as before")
    }
  }
}
