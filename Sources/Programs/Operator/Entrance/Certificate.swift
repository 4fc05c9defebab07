import FoundationEssentials
import Kernel
import Processes

/// A certificate with its chain, as the openssl program reads it.
struct Certificate {
  let subject: String
  /// Whom it is for: what browsers compare.
  let names: [String]
  let begins: Instant
  let ends: Instant
  let fingerprint: String
  /// Whether this machine's roots lead to it, over the file's own chain.
  let isTrusted: Bool

  /// Whole days until it ends.
  var daysLeft: Int64 {
    ends.seconds.subtracting(capped: Instant.now().seconds).quotient(by: 86_400)
  }

  /// - Throws: `ProcessFault` when the file is no certificate
  init(at path: String) throws(ProcessFault) {
    guard Installation.isReadable(path) else {
      throw ProcessFault("\(path) cannot be read. 无法读取该文件")
    }
    let asked = try Command.run(
      [
        "openssl", "x509", "-in", path, "-noout", "-subject", "-startdate", "-enddate",
        "-fingerprint", "-sha256", "-ext", "subjectAltName",
      ], seconds: 20)
    guard asked.status == 0 else {
      throw ProcessFault("\(path) is no certificate in PEM. 不是 PEM 格式的证书")
    }
    let said = asked.output
    func value(_ key: String) -> String {
      let line = said.split(separator: "\n").first { $0.hasPrefix(key) }
      return line.map { String($0.dropFirst(key.count)) } ?? ""
    }
    subject = value("subject=")
    fingerprint = value("sha256 Fingerprint=")
    names = Self.names(in: said)
    begins = try Self.instant(value("notBefore="))
    ends = try Self.instant(value("notAfter="))
    let verdict = try Command.run(
      ["openssl", "verify", "-purpose", "sslserver", "-untrusted", path, path], seconds: 20)
    isTrusted = verdict.status == 0
  }

  /// `DNS:erp.example.com, IP Address:10.0.0.1` below the extension's title.
  static func names(in text: String) -> [String] {
    text.split(separator: "\n").filter { $0.contains("DNS:") || $0.contains("IP Address:") }
      .flatMap { $0.split(separator: ",") }.compactMap { part in
        part.firstIndex(of: ":").map { String(part[part.index(after: $0)...]) }
      }
  }

  private static func instant(_ text: String) throws(ProcessFault) -> Instant {
    let seconds = try Command.require(["date", "-u", "-d", text, "+%s"], seconds: 10)
    guard let number = seconds.split(separator: "\n").first.flatMap({ Int64($0) }) else {
      throw ProcessFault("not a date: \(text)")
    }
    return Instant(seconds: number)
  }

  /// Whether the key at this path is the certificate's.
  /// - Throws: `ProcessFault` when it is no key, or one with a password
  static func fits(key: String, certificate: String) throws(ProcessFault) -> Bool {
    let mine = try Command.run(
      ["openssl", "pkey", "-in", key, "-pubout", "-passin", "pass:"], seconds: 20)
    guard mine.status == 0 else {
      throw ProcessFault(
        "\(key) is no PEM key, or has a password: openssl pkey -in \(key) -out NEW takes it off. "
          + "私钥无法读取，或设有密码")
    }
    let its = try Command.require(
      ["openssl", "x509", "-in", certificate, "-noout", "-pubkey"], seconds: 20)
    return mine.output == its
  }
}

/// Where the metrics find the day on which the certificate ends: its file itself is root's.
enum CertificateStamp {
  static let path = "\(Installation.state)/status/certificate"

  /// Brings it up to date; `erp tls` and the timer of `erp check` call it. For root.
  static func refresh() {
    let used = TransportFiles.usedCertificate
    guard TransportFiles.isOn, let certificate = try? Certificate(at: used) else {
      try? EntranceFiles.write(EntranceFiles.Change(path: path, text: nil))
      return
    }
    let text = "\(certificate.ends.seconds) \(used)\n"
    try? EntranceFiles.write(EntranceFiles.Change(path: path, text: text))
  }
}
