import ArgumentParser
import FoundationEssentials
import Processes

/// `erp tls`: https, switched on, proved, and switched off.
struct TLSCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tls",
    abstract: "Switch https on or off, and say how it stands. 开启、关闭、查看 HTTPS。",
    discussion: """
      Without options: how it stands. Key and certificate are checked (do they fit, is the chain \
      whole, are the dates good), copied to /etc/erp/tls (0600), and proved with a request; if \
      that fails everything is as before. Port 80 then sends calls on to https, and refuses \
      those that bring a token or a body. For root.
      不带选项时显示状态。证书与私钥经检查后复制到 /etc/erp/tls，并用一次请求验证；失败则恢复原状。
        erp tls --cert fullchain.pem --key privkey.pem
        erp tls --self-signed erp.example.com
        erp tls --acme erp.example.com --mail you@example.com
      """)

  @Option(help: "The certificate with its chain, PEM. 证书（含证书链）。")
  var cert: String?

  @Option(help: "Its key, PEM, without a password. 私钥（无密码）。")
  var key: String?

  @Flag(help: "Make a certificate that only those trust who are told to. 自签名证书。")
  var selfSigned = false

  @Argument(help: "With --self-signed: the name that clients call; this machine's if absent. 域名。")
  var name: String?

  @Option(help: "Get a certificate for this name by Debian's certbot, over port 80. 用 certbot 申请。")
  var acme: String?

  @Option(help: "With --acme: whom the authority writes to. 联系邮箱。")
  var mail: String?

  @Option(help: "The port of https; 443 at first. HTTPS 端口。")
  var port: Int?

  @Flag(help: "Back to plain http. 关闭 HTTPS。")
  var off = false

  @Flag(
    help: """
      Tell browsers to use https alone for this name, for two years: they will refuse http, and a \
      certificate that is not good, until then. 让浏览器两年内只用 HTTPS（难以撤回）。
      """)
  var hsts = false

  @Flag(help: "With --hsts: for all names below this one as well. 包含所有子域名。")
  var subdomains = false

  @Flag(help: "Tell browsers to forget it. 让浏览器取消该承诺。")
  var noHSTS = false

  @Flag(help: "Print JSON. 输出 JSON。")
  var json = false

  func validate() throws {
    let ways = [cert != nil || key != nil, selfSigned, acme != nil, off].count { $0 }
    guard ways <= 1 else {
      throw ValidationError("one of --cert with --key, --self-signed, --acme, --off")
    }
    guard (cert == nil) == (key == nil) else { throw ValidationError("--cert needs --key") }
    guard name == nil || selfSigned else {
      throw ValidationError("a name alone says nothing: --self-signed NAME or --acme NAME")
    }
    guard mail == nil || acme != nil else { throw ValidationError("--mail needs --acme") }
    guard !subdomains || hsts else { throw ValidationError("--subdomains needs --hsts") }
    guard !(hsts && (noHSTS || off)) else { throw ValidationError("--hsts, or not") }
    for given in [name, acme].compactMap({ $0 }) where !Self.isHostName(given) {
      throw ValidationError("\(given) is not the name of a host")
    }
    if let port, !(1...65535).contains(port) { throw ValidationError("--port: 1 to 65535") }
  }

  static func isHostName(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?/) != nil
  }

  /// In certbot's environment while this command waits for it, and takes what it got by itself.
  private static let waits = "TLS_COMMAND_WAITS"

  func run() throws {
    guard Command.inherited[Self.waits] == nil else { return }
    try Installation.requireRoot()
    do throws(ProcessFault) {
      if let cert, let key {
        if let lineage = Command.inherited["RENEWED_LINEAGE"] {
          return try renew(cert, key, lineage)
        }
        try install(cert, key)
      } else if selfSigned {
        try installSelfSigned()
      } else if let acme {
        // certbot would keep a certificate of its own for each way to write a name.
        try installAcme(acme.lowercased())
      } else if off {
        try switchOff()
      } else if hsts || noHSTS {
        try changePromise()
      }
    } catch {
      throw OperatorSession.failure("\(error)")
    }
    if hsts {
      Terminal.complain(
        Terminal.words(
          "erp: a browser that comes by from now on refuses http, and a certificate that is not "
            + "good, for two years",
          "erp: 此后访问过的浏览器在两年内拒绝 http 和无效证书"))
    }
    try TransportStatus.say(asJSON: json)
  }

  private var promise: String? {
    hsts
      ? TransportFiles.hstsLine(withSubdomains: subdomains) : noHSTS ? "on \"max-age=0\";\n" : nil
  }

  private func install(_ cert: String, _ key: String) throws(ProcessFault) {
    let certificate = try Certificate(at: cert)
    try TransportChecks.require(certificate, at: cert, key: key)
    try TransportFiles.install(
      certificate: cert, key: key, port: port ?? TransportFiles.port, hsts: promise,
      isExpected: certificate)
    CertificateStamp.refresh()
    MachineDeed.record("tls", object: "certificate of \(certificate.names.joined(separator: " "))")
  }

  private func installSelfSigned() throws(ProcessFault) {
    let made = try Command.require(["mktemp", "-d"], seconds: 10)
    let folder = String(made.split(separator: "\n").first ?? "")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let machine = EntranceFiles.text("/proc/sys/kernel/hostname") ?? "localhost"
    let own = name ?? String(machine.split(separator: "\n").first ?? "localhost")
    try Command.require(
      [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-days", "825", "-subj", "/CN=\(own)", "-addext",
        "subjectAltName=DNS:\(own),DNS:localhost,IP:127.0.0.1", "-addext",
        "extendedKeyUsage=serverAuth", "-keyout", "\(folder)/key", "-out", "\(folder)/cert",
      ], seconds: 60)
    try install("\(folder)/cert", "\(folder)/key")
  }

  /// Called by certbot, which names its folder to its hooks, with a renewed certificate: what was
  /// switched off, or has another certificate by now, stays so.
  private func renew(_ cert: String, _ key: String, _ lineage: String) throws(ProcessFault) {
    guard TransportFiles.isOn else {
      return Terminal.say(
        "https is off: \(lineage) is not put to use", "HTTPS 未开启：不使用 \(lineage)")
    }
    guard TransportFiles.origin.map({ $0 == cert }) ?? true else {
      return Terminal.say(
        "another certificate is in use: \(lineage) is not put to use", "正在使用其他证书：不使用 \(lineage)")
    }
    try install(cert, key)
  }

  /// certbot renews by its own timer, and each time hands the new certificate to this command.
  private func installAcme(_ name: String) throws(ProcessFault) {
    guard let certbot = Command.path(of: "certbot") else {
      throw ProcessFault("certbot is not installed: apt install certbot. 请先安装 certbot")
    }
    let account = mail.map { ["--email", $0] } ?? ["--register-unsafely-without-email"]
    let hook =
      #"erp tls --cert "$RENEWED_LINEAGE/fullchain.pem" --key "$RENEWED_LINEAGE/privkey.pem""#
    try Command.require(["install", "-d", "-m", "755", TransportFiles.proofs], seconds: 10)
    // Its talk is no part of what this command prints.
    let status = try Command.show(
      [
        "sh", "-c", #"exec "$0" "$@" >&2"#, certbot, "certonly", "--webroot", "-w",
        TransportFiles.proofs, "-d", name, "--cert-name",
        name, "--non-interactive", "--agree-tos", "--keep-until-expiring",
      ] + account + ["--deploy-hook", hook],
      environment: Command.inherited.merging([Self.waits: "1"]) { $1 })
    guard status == 0 else {
      throw ProcessFault(
        Terminal.words(
          "certbot did not get a certificate, and says why above: \(name) must lead to this "
            + "machine's port 80, and this machine to the authority. Nothing was changed",
          "certbot 未能取得证书，原因见上：\(name) 须指向本机 80 端口，本机须能访问证书机构。未做任何更改"))
    }
    let live = "/etc/letsencrypt/live/\(name)"
    try install("\(live)/fullchain.pem", "\(live)/privkey.pem")
  }

  private func switchOff() throws(ProcessFault) {
    try EntranceFiles.apply([
      EntranceFiles.Change(path: TransportFiles.site, text: nil),
      EntranceFiles.Change(path: TransportFiles.promise, text: nil),
    ])
    CertificateStamp.refresh()
    MachineDeed.record("tls --off", object: "tls")
  }

  private func changePromise() throws(ProcessFault) {
    guard TransportFiles.isOn else {
      throw ProcessFault("https is off: switch it on first. 请先开启 HTTPS")
    }
    try EntranceFiles.apply([
      EntranceFiles.Change(path: TransportFiles.promise, text: promise)
    ])
    MachineDeed.record(hsts ? "tls --hsts" : "tls --no-hsts", object: "tls")
  }
}
