import ArgumentParser
import JSONCoding
import Kernel
import UserDomain
import UserService
import WebAPI

/// `erp user list`
struct UserListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "All users with organisation, roles and last login. 列出全部用户。",
    discussion: """
      The last login is that of logins which have not expired yet. 最近登录仅统计尚未过期的登录。
      """)

  @Flag(help: "Print JSON. 输出 JSON。")
  var json = false

  func run() throws {
    let users = try OperatorSession().run { try UserRoster.users(on: $0) }
    if json { return Terminal.say { Self.write(users, &$0) } }
    var table = TextTable(
      Terminal.language == .chinese
        ? ["用户名", "姓名", "状态", "组织", "最近登录", "角色"]
        : ["USER", "NAME", "STATUS", "ORG", "LAST LOGIN", "ROLES"])
    for entry in users {
      table.add([
        entry.user.username, entry.user.name, entry.user.status.rawValue, entry.organisation,
        entry.lastLogin.map { String($0.rfc3339.prefix(19)) + "Z" } ?? "-",
        entry.user.roles.joined(separator: ","),
      ])
    }
    table.say()
  }

  private static func write(_ users: [UserRosterEntry], _ writer: inout JSONWriter) {
    writer.array(users) { writer, entry in
      writer.object {
        $0.field("user_id", entry.user.id)
        $0.field("username", entry.user.username)
        $0.field("name", entry.user.name)
        $0.field("status", entry.user.status.rawValue)
        $0.field("org", entry.organisation)
        $0.key("roles")
        $0.array(entry.user.roles) { $0.string($1) }
        $0.field("last_login_at", entry.lastLogin)
      }
    }
  }
}
