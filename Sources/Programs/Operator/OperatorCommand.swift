import ArgumentParser
import Kernel

/// The operator's program.
@main
struct OperatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erp",
    abstract: "Operate the ERP: schema, audit, events, API description. 运维工具：建库、审计、事件、接口文档。",
    discussion: """
      Settings come from the environment, from $ERP_CONFIG or /etc/erp/erp.conf, and from conf.d \
      beside it; `erp settings` lists them. 设置见 `erp settings`。
      Exit status: 0 all is well, 1 something was found or failed, 64 wrong usage, 77 not root, \
      78 wrong settings; `erp check`: 0, 1 warning, 2 critical, as monitoring wants them.
      退出码：0 正常，1 有问题或失败，64 用法错误，77 需要 root，78 设置错误。
      """,
    version: "erp \(ProductVersion.text)",
    subcommands: [
      MigrateCommand.self, AuditCommand.self, EventsCommand.self, ImportCommand.self,
      RoutesCommand.self, UserCommand.self, KeyCommand.self, OpenAPICommand.self,
      SettingsCommand.self, CheckCommand.self, RestartCommand.self, WelcomeCommand.self,
      SetupCommand.self,
      TraceCommand.self, LogsCommand.self, ManualCommand.self, TLSCommand.self, TokenCommand.self,
      BackupCommand.self, RehearseCommand.self, RestoreCommand.self, RedisCommand.self,
    ])
}
