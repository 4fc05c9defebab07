import ArgumentParser
import UserService

/// `erp user`: what only somebody at the machine may do to a user.
struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Help a user who cannot log in. 用户救援。",
    subcommands: [ResetPassword.self])

  struct ResetPassword: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reset-password",
      abstract: "Give a user a new password, shown once, and end all of his logins. 重置密码。")

    @Argument(help: "The user's name, such as admin.")
    var username: String

    func run() throws {
      let password = try OperatorSession().run { database in
        try UserRescue.resetPassword(of: username, on: database)
      }
      guard let password else { throw OperatorSession.failure("there is no user \(username)") }
      Terminal.say("\(username)'s new password: \(password) (shown only this once)")
    }
  }
}
