import ArgumentParser
import Processes
import Settings
import UserDomain
import UserService

/// `erp setup`: what a new machine has to be told.
struct SetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Three questions of the first day: password, time zone, https. 初始设置三问。",
    discussion: """
      admin's own password in place of the one that was made, the time zone of business dates, and \
      whether clients call by https. Each may be answered by an option instead, and be asked \
      again. For root.
      管理员密码、营业日时区、是否启用 HTTPS；可用选项代替回答，可重复执行。需 root。
      """)

  @Flag(help: "Take admin's new password from standard input. 从标准输入读取 admin 的新密码。")
  var adminPasswordStdin = false

  @Option(help: "Time zone of business dates, such as Asia/Shanghai. 营业日时区。")
  var timeZone: String?

  @Option(help: "Https with a certificate made here, for this name. 自签名证书的域名。")
  var selfSigned: String?

  @Flag(help: "No https for now. 暂不启用 HTTPS。")
  var noTLS = false

  private static let file = "\(Installation.settings)/conf.d/setup.conf"

  func validate() throws {
    if selfSigned != nil && noTLS { throw ValidationError("--self-signed, or --no-tls") }
  }

  func run() throws {
    try Installation.requireRoot()
    let isTold = adminPasswordStdin || timeZone != nil || selfSigned != nil || noTLS
    guard isTold || Terminal.canAsk else {
      throw Terminal.failure(
        "without a terminal to ask on, answer by options: erp setup --help",
        "没有终端可供询问，请使用选项：erp setup --help", status: ExitStatus.usage)
    }
    let session = try OperatorSession()
    if !isTold { try askForPassword(session) }
    // First of what options say: with a zone that there is not, nothing is changed.
    try setTimeZone(session.configuration, asks: !isTold)
    if adminPasswordStdin, let fault = try setPassword(readLine() ?? "", session) {
      throw UserCommand.failure(fault)
    }
    try setTransport(asks: !isTold)
    Terminal.say("set up. State: erp check", "设置完成。查看状态：erp check")
  }

  // MARK: The password

  private func askForPassword(_ session: OperatorSession) throws {
    while let chosen = try askPassword() {
      guard let fault = try setPassword(chosen, session) else { return }
      _ = UserCommand.failure(fault)
    }
  }

  /// - Returns: what is wrong with the password, and nothing was changed
  private func setPassword(
    _ chosen: String, _ session: OperatorSession
  ) throws -> PasswordRule.Fault? {
    let admin = UserBootstrap.adminName
    let outcome = try session.run { database in
      try UserRescue.resetPassword(of: admin, to: chosen, on: database) {
        try OperatorAudit.record(
          "user reset-password", object: "user:\($0.userID)", on: database)
      }
    }
    switch outcome {
    case .noSuchUser: throw UserCommand.failure(.userNotFound, admin)
    case .refused(let fault): return fault
    case .done:
      FirstPassword.standard.forget()
      Terminal.say("admin's password is changed", "admin 的密码已修改")
      return nil
    }
  }

  /// Nil where the person wants to keep the one there is.
  private func askPassword() throws -> String? {
    while true {
      guard
        let first = try hidden(
          "1. admin's new password, 8 to 72 bytes (empty: as it is)",
          "1. admin 的新密码，8 至 72 字节（留空不改）"),
        !first.isEmpty
      else { return nil }
      if try hidden("   again", "   再次输入") == first { return first }
      Terminal.complain(Terminal.words("not the same twice", "两次输入不一致"))
    }
  }

  /// A line that is not shown while it is typed.
  private func hidden(_ english: String, _ chinese: String) throws -> String? {
    Terminal.ask(english, chinese)
    _ = try? Command.show(["stty", "-echo"])
    defer {
      _ = try? Command.show(["stty", "echo"])
      Terminal.complain("")
    }
    return readLine()
  }

  // MARK: The time zone

  private func setTimeZone(_ configuration: Configuration, asks: Bool) throws {
    guard asks else {
      if let timeZone, let fault = try use(timeZone, insteadOf: configuration.timeZone) {
        throw Terminal.failure(
          "\(fault.english). Nothing was changed", "\(fault.chinese)。未做更改",
          status: ExitStatus.settings)
      }
      return
    }
    while true {
      Terminal.ask(
        "2. time zone of business dates (empty: \(configuration.timeZone))",
        "2. 营业日时区（留空为 \(configuration.timeZone)）")
      guard let zone = readLine(),
        let fault = try use(zone, insteadOf: configuration.timeZone)
      else { return }
      Terminal.complain("erp: " + Terminal.words(fault.english, fault.chinese))
    }
  }

  /// - Returns: what is wrong, and nothing was changed
  private func use(_ zone: String, insteadOf old: String) throws -> Finding? {
    guard !zone.isEmpty, zone != old else { return nil }
    let before = EntranceFiles.text(Self.file)
    try write("# By erp setup.\nERP_TIME_ZONE=\(zone)\n")
    if let fault = SettingsCheck.findings().first(where: { $0.level > .ok }) {
      try write(before)
      return fault
    }
    try RestartCommand.parse([]).run()
    return nil
  }

  private func write(_ text: String?) throws {
    do throws(ProcessFault) {
      try EntranceFiles.write(EntranceFiles.Change(path: Self.file, text: text))
    } catch {
      throw OperatorSession.failure("\(error)")
    }
  }

  // MARK: Https

  private func setTransport(asks: Bool) throws {
    if let selfSigned { return try TLSCommand.parse(["--self-signed", selfSigned]).run() }
    guard asks else { return }
    Terminal.ask(
      "3. https: the name to make a self-signed certificate for (empty: none for now; a real one "
        + "later by erp tls --acme or --cert)",
      "3. HTTPS：为哪个域名生成自签名证书（留空暂不启用；正式证书之后用 erp tls --acme 或 --cert）")
    guard let name = readLine(), !name.isEmpty else { return }
    guard TLSCommand.isHostName(name) else {
      Terminal.complain(
        Terminal.words(
          "erp: \(name) is not a name such as erp.example.com",
          "erp: \(name) 不是域名，例如 erp.example.com"))
      return try setTransport(asks: true)
    }
    try TLSCommand.parse(["--self-signed", name]).run()
  }
}
