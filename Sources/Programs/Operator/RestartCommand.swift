import ArgumentParser
import Processes

/// `erp restart`: what takes up a change of the settings.
struct RestartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restart",
    abstract: "Restart the programs one by one; nobody is turned away. 逐个重启，不拒绝任何请求。",
    discussion: """
      The settings are checked first; are they wrong, nothing is stopped (exit status 78). The \
      sockets listen on meanwhile. What has failed is started again as well; what somebody has \
      stopped stays stopped. For root.
      先检查设置，有误则不停止任何程序（退出码 78）。期间套接字继续监听；失败的程序会重新启动。
      """)

  func run() throws {
    try Installation.requireRoot()
    try SettingsCheck.require()
    do throws(ProcessFault) {
      let sockets = try Installation.units("socket")
      let services = try Installation.units("service")
      // Who is asked before every call comes last: what fails before harms itself alone.
      let ordered = services.filter { $0 != "erp-auth.service" } + ["erp-auth.service"]
      // What runs, or would if it had not failed; not what somebody has stopped.
      let wanted = try Installation.states(of: ordered).filter { $0.state != "inactive" }
        .map(\.unit)
      try Installation.systemctl(["reset-failed"] + sockets + services)
      try Installation.systemctl(["start"] + sockets)
      for (index, unit) in wanted.enumerated() {
        Terminal.progress("\(unit) (\(index + 1)/\(wanted.count))")
        try Self.restart(unit)
      }
    } catch {
      throw OperatorSession.failure("\(error)")
    }
    MachineDeed.record("restart")
    Terminal.say("restarted: every program runs with the settings of now", "已重启：所有程序使用当前设置")
  }

  /// - Throws: `ProcessFault` with what the program said, when it does not come up
  private static func restart(_ unit: String) throws(ProcessFault) {
    let result = try Installation.systemctl(["restart", unit])
    guard result.status == 0 else {
      let reason = MachineChecks.lastWords(of: unit) ?? result.errors
      throw ProcessFault("\(unit) does not start: \(reason)")
    }
  }
}
