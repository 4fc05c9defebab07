import ArgumentParser
import UserDomain
import UserService

/// `erp user reset-password`
struct ResetPasswordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset-password",
    abstract: "Give a user a new password and end all of his logins. 重置密码并结束其全部登录。",
    discussion: """
      Without --stdin a password is made at random and shown once. With it the first line of \
      standard input is taken, so that it stands on no command line and in no `ps`.
      不带 --stdin 时随机生成密码并显示一次；带 --stdin 时从标准输入第一行读取：
        erp user reset-password admin --stdin < new-password
      """)

  @Argument(help: "The user's name, such as admin. 登录名，如 admin。")
  var username: String

  @Flag(help: "Take the new password from standard input. 从标准输入读取新密码。")
  var stdin = false

  func run() throws {
    let chosen = UserCommand.chosenPassword(stdin)
    let (outcome, rescued) = try OperatorSession().run { database in
      var rescued: UserRescue.Rescued?
      let outcome = try UserRescue.resetPassword(of: username, to: chosen, on: database) {
        try OperatorAudit.record(
          "user reset-password", object: "user:\($0.userID)", on: database)
        rescued = $0
      }
      return (outcome, rescued)
    }
    switch outcome {
    case .noSuchUser: throw UserCommand.failure(.userNotFound, username)
    case .refused(let fault): throw UserCommand.failure(fault)
    case .done where stdin: Terminal.say("\(username)'s password is changed", "\(username) 的密码已修改")
    case .done(let password):
      Terminal.say(
        "\(username)'s new password: \(password) (shown only this once)",
        "\(username) 的新密码：\(password) （仅显示这一次）")
    }
    if rescued?.isDisabled == true {
      Terminal.say(
        "\(username) is disabled and cannot log in: erp user enable \(username)",
        "\(username) 已被停用，仍不能登录：erp user enable \(username)")
    }
  }
}
