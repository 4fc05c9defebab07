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
      do throws(ProcessFault) {
        try AlertMessage(changes: changes).send(configuration)
      } catch {
        throw Terminal.failure(
          "the alert could not be sent: \(error)", "通知发送失败：\(error)")
      }
    }
    let lines = findings.filter { $0.level > .ok }.map { "\($0.level.word)\t\($0.subject)\n" }
    do throws(ProcessFault) { try WholeFile.write(lines.joined(), to: file) } catch {
      throw OperatorSession.failure("\(error)")
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

  /// To each place that is set.
  /// - Throws: `ProcessFault` when one of them does not take it
  func send(_ configuration: Configuration) throws(ProcessFault) {
    if let mail = configuration.alertMail { try send(mailTo: mail) }
    if let webhook = configuration.alertWebhook { try post(to: webhook.reveal()) }
  }

  private func send(mailTo address: String) throws(ProcessFault) {
    guard let sendmail = Command.path(of: "sendmail") else {
      throw ProcessFault("ERP_ALERT_MAIL needs a mail program: apt install msmtp-mta")
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
      throw ProcessFault("the web hook did not take it (curl \(answer.status))")
    }
    if let refusal = AlertJSON.refusal(in: answer.output) {
      throw ProcessFault("the web hook refused it: \(refusal)")
    }
  }
}
