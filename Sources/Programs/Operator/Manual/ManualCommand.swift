import ArgumentParser
import JSONCoding

/// `erp manual`: the man pages, for the installation.
struct ManualCommand: ParsableCommand {
  /// The pages that are made.
  enum Page: String, ExpressibleByArgument, CaseIterable {
    case program = "erp.1"
    case settings = "erp.conf.5"
  }

  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print a man page in roff. 输出手册页源码。",
    shouldDisplay: false)

  @Argument(help: "erp.1 or erp.conf.5. 手册页名称。")
  var page: Page

  func run() throws {
    switch page {
    case .program:
      guard let help = try? JSONDocument(parsing: OperatorCommand._dumpHelp()).root,
        let command = help.member("command")
      else {
        throw Terminal.failure("the help texts cannot be read", "无法读取帮助文本")
      }
      Terminal.say(CommandPage.text(from: command))
    case .settings: Terminal.say(SettingsPage.text())
    }
  }
}
