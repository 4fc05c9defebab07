import ArgumentParser
import JSONCoding
import UserDomain
import UserService

/// `erp user roles`
struct UserRolesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roles",
    abstract: "All roles with their permissions, or a user's. 查看全部角色，或查看、修改用户的角色。",
    discussion: """
      A change holds for the user's next request. 修改对该用户的下一个请求生效：
        erp user roles xiaoli --add store_manager --remove store_clerk
      """)

  @Argument(help: "The user's name; without it all roles are listed. 登录名，不给则列出全部角色。")
  var username: String?

  @Option(help: "Give this role; several times for several. 增加角色，可重复。")
  var add: [String] = []

  @Option(help: "Take this role away; several times for several. 移除角色，可重复。")
  var remove: [String] = []

  @Flag(help: "Print JSON. 输出 JSON。")
  var json = false

  func validate() throws {
    if username == nil, !add.isEmpty || !remove.isEmpty {
      throw ValidationError(Terminal.words("Name the user.", "请给出用户名。"))
    }
  }

  func run() throws {
    let session = try OperatorSession()
    guard let username else {
      return sayAll(try session.run { try UserRoster.roles(on: $0) })
    }
    let user: User
    if add.isEmpty, remove.isEmpty {
      user = try session.run { database in
        do {
          return try UserDesk(on: database, requestID: "").user(username)
        } catch let refusal as UserRefusal {
          throw UserCommand.failure(refusal, username)
        }
      }
    } else {
      user = try UserCommand.change("user roles", username, session) { desk in
        let user = try desk.change(rolesOf: username, adding: add, removing: remove)
        return (user.id, user)
      }
    }
    if json { return Terminal.say { $0.array(user.roles) { $0.string($1) } } }
    Terminal.say("\(user.username): \(user.roles.joined(separator: ", "))")
  }

  private func sayAll(_ roles: [Role]) {
    if json {
      return Terminal.say { writer in
        writer.array(roles) { writer, role in
          writer.object {
            $0.field("code", role.code)
            $0.field("name", role.name)
            $0.key("permissions")
            $0.array(role.permissions) { $0.string($1) }
          }
        }
      }
    }
    for role in roles {
      Terminal.say("\(role.code)  \(role.name)")
      Terminal.say("    \(role.permissions.joined(separator: " "))")
    }
  }
}
