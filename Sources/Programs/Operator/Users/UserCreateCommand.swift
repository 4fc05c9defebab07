import ArgumentParser
import Kernel
import Security
import UserDomain
import UserService

/// `erp user create`
struct UserCreateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Make a user; a password is made and shown once. 新建用户，生成密码并显示一次。",
    discussion: """
      With --stdin the first line of standard input is the password, so that it stands on no \
      command line and in no `ps`. 使用 --stdin 时从标准输入第一行读取密码：
        erp user create xiaoli --role store_clerk --org store-1 --stdin < password
      """)

  @Argument(help: "The name to log in with. 登录名。")
  var username: String

  @Option(
    help: "Code of a role; several times for several; `erp user roles` lists them. 角色代码，可重复。")
  var role: [String] = []

  @Option(
    help: """
      Code of the organisation; without it the user acts for the whole house. \
      组织代码，不给则可操作全部组织。
      """)
  var org: String?

  @Option(help: "The person's name; without it the user name. 姓名，默认同登录名。")
  var name: String?

  @Flag(help: "Take the password from standard input. 从标准输入读取密码。")
  var stdin = false

  func validate() throws {
    guard Username.isValid(username) else {
      throw ValidationError(
        Terminal.words(
          "a user's name has 1 to 64 letters, digits, Chinese characters and . _ @ + -",
          "登录名由 1 到 64 个字母、数字、汉字和 . _ @ + - 组成"))
    }
    if let name, !(1...100).contains(name.unicodeScalars.count) {
      throw ValidationError(
        Terminal.words("--name has 1 to 100 characters", "--name 为 1 到 100 个字符"))
    }
  }

  func run() throws {
    let session = try OperatorSession()
    let chosen = UserCommand.chosenPassword(stdin)
    if let chosen, let fault = PasswordRule.fault(in: chosen, of: username) {
      throw UserCommand.failure(fault)
    }
    let password = chosen ?? UserBootstrap.madePassword()
    let hash = try PasswordHash(of: password)
    try UserCommand.change("user create", username, session) { desk in
      let user = try desk.create(
        username, name: name ?? username, password: hash, organisation: org, roles: role)
      return (user.id, ())
    }
    if org == nil {
      Terminal.complain(
        Terminal.words(
          "no --org was named: \(username) acts for the whole house",
          "未指定 --org：\(username) 属于总部，可操作全公司的单据"))
    }
    if stdin {
      Terminal.say("\(username) is made", "已新建用户 \(username)")
    } else {
      Terminal.say(
        "\(username) is made; password: \(password) (shown only this once)",
        "已新建用户 \(username)，密码：\(password) （仅显示这一次）")
    }
  }
}
