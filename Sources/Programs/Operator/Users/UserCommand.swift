import ArgumentParser
import MariaDBClient
import UserDomain
import UserService
import WebAPI

/// `erp user`: users from the machine, for whoever runs it.
struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user",
    abstract: "See, make, disable users; roles and new passwords. 管理用户、角色与密码。",
    discussion: """
      The rules are those of the API; what is done stands in the audit log, action cli.user.… .
      规则与接口相同；每次操作都记入审计日志（action 以 cli.user. 开头）。
      """,
    subcommands: [
      UserListCommand.self, UserCreateCommand.self, UserDisableCommand.self,
      UserEnableCommand.self, UserRolesCommand.self, ResetPasswordCommand.self,
    ])

  /// Does one thing to users in one transaction, with its row of the audit log.
  /// - Parameters:
  ///   - action: the command's words, such as `user create`
  ///   - username: whom it is about
  ///   - body: what it does; returns the user's id with the result
  static func change<Result>(
    _ action: String, _ username: String, _ session: OperatorSession,
    _ body: (UserDesk) throws -> (userID: Int64, result: Result)
  ) throws -> Result {
    try session.run { database in
      do {
        return try Retry.transaction(on: database) {
          let desk = UserDesk(on: database, requestID: OperatorAudit.requestID)
          let done = try body(desk)
          try OperatorAudit.record(action, object: "user:\(done.userID)", on: database)
          return done.result
        }
      } catch let refusal as UserRefusal {
        throw failure(refusal, username)
      }
    }
  }

  /// Lets a user in, or keeps him out.
  /// - Parameter action: the command's words
  static func set(
    _ status: UserStatus, of username: String, as action: String
  ) throws -> (user: User, isChanged: Bool, endedLogins: Int) {
    try change(action, username, OperatorSession()) { desk in
      let done = try desk.set(status, of: username)
      return (done.user.id, done)
    }
  }

  static func failure(_ refusal: UserRefusal, _ username: String) -> ExitCode {
    switch refusal {
    case .userNotFound:
      return Terminal.failure("there is no user \(username)", "没有用户 \(username)")
    case .usernameTaken:
      return Terminal.failure("there is a user \(username) already", "用户 \(username) 已存在")
    case .roleNotFound(let codes):
      let list = codes.joined(separator: ", ")
      return Terminal.failure(
        "there is no role \(list); erp user roles lists them",
        "没有角色 \(list)；用 erp user roles 查看全部角色")
    case .orgNotFound:
      return Terminal.failure(
        "there is no such organisation; erp user list names those of the users",
        "没有这个组织；erp user list 列出各用户的组织")
    case .lastAdmin:
      return Terminal.failure(
        "\(username) is the last administrator who can log in: make another first",
        "\(username) 是最后一个可登录的管理员，请先指定另一个")
    default:
      let kind = refusal.problem.kind
      return Terminal.failure(kind.message(in: .english), kind.message(in: .chinese))
    }
  }

  /// The password on standard input, or nil when one is to be made.
  static func chosenPassword(_ isOnInput: Bool) -> String? { isOnInput ? readLine() ?? "" : nil }

  static func failure(_ fault: PasswordRule.Fault) -> ExitCode {
    Terminal.failure(
      "the password \(fault.reason.text(in: .english))", "密码\(fault.reason.text(in: .chinese))")
  }
}
