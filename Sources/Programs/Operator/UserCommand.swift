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
      abstract: "Give a user a new password and end all of his logins. 重置密码。",
      discussion: """
        Without --stdin a password is made at random and shown once. With it the first line of \
        standard input is taken, so that it stands on no command line and in no `ps`:
          erp user reset-password admin --stdin < new-password
        """)

    @Argument(help: "The user's name, such as admin.")
    var username: String

    @Flag(help: "Take the new password from standard input.")
    var stdin = false

    func run() throws {
      let chosen = stdin ? readLine() ?? "" : nil
      let outcome = try OperatorSession().run { database in
        try UserRescue.resetPassword(of: username, to: chosen, on: database)
      }
      switch outcome {
      case .noSuchUser: throw OperatorSession.failure("there is no user \(username)")
      case .refused(let reason): throw OperatorSession.failure("the password \(reason)")
      case .done where stdin: Terminal.say("\(username)'s password is changed")
      case .done(let password):
        Terminal.say("\(username)'s new password: \(password) (shown only this once)")
      }
    }
  }
}
