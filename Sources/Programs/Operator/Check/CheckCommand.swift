import ArgumentParser

/// `erp check`: whether this machine is as it should be.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look at settings, stores, programs, entrance, backup, clock. 检查整机状态。",
    discussion: """
      Changes nothing. A line for each thing, with the command that mends it. A timer runs it \
      every five minutes and tells changes to ERP_ALERT_MAIL and ERP_ALERT_WEBHOOK.
      Exit status, as monitoring wants it: 0 all is well, 1 a warning, 2 something is broken.
      不作任何修改；每项一行，并给出处理命令。定时器每五分钟运行一次，有变化时通知。
      退出码：0 正常，1 警告，2 故障。
      """)

  @Flag(help: "Only the settings: files, keys, values. 只检查设置。")
  var settings = false

  @Flag(help: "Only what is not well. 只显示有问题的。")
  var quiet = false

  @Flag(help: "Tell what has changed since the last time by mail and web hook. 通知变化。")
  var notify = false

  @Flag(help: "Send what is not well now, and that this is a try. 立即发送一次测试通知。")
  var tryAlert = false

  @Flag(help: "Print JSON. 输出 JSON。")
  var json = false

  func run() throws {
    if Installation.isHere, !settings { try Installation.requireRoot() }
    let findings = settings ? SettingsCheck.findings() : CheckSuite.run()
    if tryAlert { return try CheckNotice.tryOut(findings) }
    if notify {
      CertificateStamp.refresh()
      try CheckNotice.tell(findings)
      if let session = try? OperatorSession() {
        _ = FirstPassword.standard.isGood(on: session.database)
      }
    }
    if json {
      Terminal.say { findings.write(into: &$0) }
    } else {
      for finding in findings where !quiet || finding.level > .ok { Terminal.say(finding.lines) }
    }
    if findings.worst > .ok { throw ExitCode(Int32(findings.worst.rawValue)) }
  }
}
