import FoundationEssentials
import Processes
import Settings

/// Tells people what has changed since the last look, each change once.
enum CheckNotice {
  /// Levels of the last look, `level<TAB>subject` a line.
  private static let file = "\(Installation.state)/check-levels"

  /// - Throws: `ExitCode` when a change could not be told; the next look tells it again
  static func tell(_ findings: [Finding]) throws {
    let before = levels()
    let changes = changes(from: before, to: findings)
    let configuration = SettingsCheck.configuration()
    if !changes.isEmpty, let configuration {
      try send(changes, configuration)
    }
    let lines = findings.filter { $0.level > .ok }.map { "\($0.level.word)\t\($0.subject)\n" }
    do throws(ProcessFault) { try WholeFile.write(lines.joined(), to: file) } catch {
      throw OperatorSession.failure("\(error)")
    }
  }

  /// Tells what is not well now, whatever was told before, and that this is a try.
  /// - Throws: `ExitCode` where nobody is named, or somebody was not reached
  static func tryOut(_ findings: [Finding]) throws {
    let configuration = SettingsCheck.configuration()
    guard let configuration, configuration.alertMail != nil || configuration.alertWebhook != nil
    else {
      throw Terminal.failure(
        "set ERP_ALERT_MAIL or ERP_ALERT_WEBHOOK first", "请先设置 ERP_ALERT_MAIL 或 ERP_ALERT_WEBHOOK",
        status: ExitStatus.settings)
    }
    let word = Finding("alert", .ok, "this is a try: alerts come here", "测试：通知会发到这里")
    try send(findings.filter { $0.level > .ok } + [word], configuration)
    Terminal.say("sent", "已发送")
  }

  private static func send(_ changes: [Finding], _ configuration: Configuration) throws {
    let faults = AlertMessage(changes: changes).send(configuration).map(\.description)
    guard faults.isEmpty else {
      let list = faults.joined(separator: "; ")
      throw Terminal.failure(
        "the alert could not be sent: \(list)", "通知发送失败：\(list)", status: ExitStatus.untold)
    }
  }

  /// What was not well at the last look.
  private static func levels() -> [String: CheckLevel] {
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    var levels: [String: CheckLevel] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2, let level = CheckLevel(word: String(parts[0])) else { continue }
      levels[String(parts[1])] = level
    }
    return levels
  }

  /// What is worse or better, and what was wrong and is not found any more.
  static func changes(from before: [String: CheckLevel], to findings: [Finding]) -> [Finding] {
    let changed = findings.filter { $0.level != before[$0.subject] ?? .ok }
    let found = Set(findings.map(\.subject))
    let gone = before.keys.filter { !found.contains($0) }.sorted()
      .map { Finding($0, .ok, "is well again", "已恢复") }
    return changed + gone
  }
}

/// One message about changes, for a mailbox or a group's robot.
struct AlertMessage {
  let changes: [Finding]

  private static var host: String {
    (try? String(contentsOfFile: "/etc/hostname", encoding: .utf8))?
      .split(separator: "\n").first.map(String.init) ?? "erp"
  }

  var subject: String {
    let worst = changes.worst
    return worst > .ok ? "ERP \(Self.host): \(worst.word)" : "ERP \(Self.host): ok 已恢复"
  }

  var body: String {
    changes.map { finding in
      let head = "\(finding.level.word) \(finding.subject): \(finding.english)"
      return head + "\n  \(finding.chinese)" + (finding.remedy.map { "\n  → \($0)" } ?? "")
    }.joined(separator: "\n")
  }

  /// To each place that is set, also when another does not take it.
  func send(_ configuration: Configuration) -> [ProcessFault] {
    var faults: [ProcessFault] = []
    do throws(ProcessFault) {
      if let mail = configuration.alertMail { try send(mailTo: mail) }
    } catch { faults.append(error) }
    do throws(ProcessFault) {
      if let webhook = configuration.alertWebhook { try post(to: webhook.reveal()) }
    } catch { faults.append(error) }
    return faults
  }

  private func send(mailTo address: String) throws(ProcessFault) {
    guard let sendmail = Command.path(of: "sendmail") else {
      throw ProcessFault(
        Terminal.words(
          "ERP_ALERT_MAIL needs a mail program: apt install msmtp-mta",
          "ERP_ALERT_MAIL 需要发信程序：apt install msmtp-mta"))
    }
    try Command.require(
      [sendmail, "-t", "-i"],
      input: """
        To: \(address)
        Subject: \(subject)
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        \(body)

        """, seconds: 60)
  }

  /// The address is a secret: it goes to curl through a pipe.
  private func post(to address: String) throws(ProcessFault) {
    let settings = """
      url = "\(address)"
      header = "Content-Type: application/json"
      data = \(AlertJSON.quoted(AlertJSON.body(for: address, text: "\(subject)\n\(body)")))

      """
    let answer = try Command.run(
      ["curl", "--silent", "--show-error", "--fail", "--max-time", "20", "--config", "-"],
      input: settings, seconds: 30)
    guard answer.status == 0 else {
      throw ProcessFault(
        Terminal.words(
          "the web hook did not take it (curl \(answer.status))",
          "webhook 没有接受（curl \(answer.status)）"))
    }
    if let refusal = AlertJSON.refusal(in: answer.output) {
      throw ProcessFault(
        Terminal.words("the web hook refused it: \(refusal)", "webhook 拒绝：\(refusal)"))
    }
  }
}
