import ArgumentParser

/// The operator's program.
@main
struct OperatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erp",
    abstract: "Operate the ERP: schema, audit, events, API description. 运维工具：建库、审计、事件、接口文档。",
    discussion: """
      Settings come from the environment and from $ERP_CONFIG or /etc/erp/erp.conf; \
      `erp settings` lists them.
      Exit status: 0 all is well, 1 something was found or failed, 64 wrong usage.
      """,
    subcommands: [
      MigrateCommand.self, AuditCommand.self, EventsCommand.self, ImportCommand.self,
      RoutesCommand.self, UserCommand.self, KeyCommand.self, OpenAPICommand.self,
      SettingsCommand.self,
    ])
}
