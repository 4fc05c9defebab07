import ArgumentParser
import Kernel

/// `erp welcome`: what apt says last, as it is and not as it should be.
struct WelcomeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "welcome",
    abstract: "Say whether the ERP answers, and what to do next. 说明当前状态与下一步。",
    shouldDisplay: false)

  func run() throws {
    try Installation.requireRoot()
    let entrance = EntranceChecks.settled(within: 10)
    Terminal.say("")
    if entrance.level == .critical {
      Terminal.say("The ERP is installed, but clients do not reach it. ERP 已安装，但客户端无法访问：")
      Terminal.say("  \(entrance.english). \(entrance.chinese)。")
      if let remedy = entrance.remedy { Terminal.say("  → \(remedy)") }
    } else {
      Terminal.say("The ERP runs. ERP 已运行：  curl http://127.0.0.1:\(Entrance.port)/health")
    }
    let session = try OperatorSession()
    if FirstPassword.standard.isGood(on: session.database) {
      Terminal.say(" 1. Set it up, three questions. 回答三个问题完成初始设置：  erp setup")
      Terminal.say("    Log in as admin. 管理员密码：  cat \(FirstPassword.standard.path)")
    } else {
      Terminal.say(" 1. admin keeps the password it has. 管理员密码不变。忘记时 forgotten:")
      Terminal.say("    erp user reset-password admin")
    }
    Terminal.say(" 2. Others than this machine: first a certificate. 对外开放前先配置证书：  erp tls")
    Terminal.say(" 3. State, settings, help. 状态、设置、帮助：  erp check, erp settings, man erp")
    Terminal.say("")
  }
}
