import ArgumentParser
import UserDomain
import UserService

/// `erp user disable`
struct UserDisableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable",
    abstract: "Keep a user out from now on; his logins end. 停用用户并结束其登录。",
    discussion: "Takes effect within 2 s, on every node. 2 秒内在所有节点生效。")

  @Argument(help: "The user's name. 登录名。")
  var username: String

  func run() throws {
    let done = try UserCommand.set(.disabled, of: username, as: "user disable")
    let name = done.user.username
    guard done.isChanged else {
      return Terminal.say("\(name) is disabled already", "\(name) 已是停用状态")
    }
    Terminal.say(
      "\(name) is disabled; ended \(done.endedLogins) logins",
      "已停用 \(name)，结束了 \(done.endedLogins) 个登录")
  }
}

/// `erp user enable`
struct UserEnableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Let a disabled user log in again. 重新启用用户。")

  @Argument(help: "The user's name. 登录名。")
  var username: String

  func run() throws {
    let done = try UserCommand.set(.active, of: username, as: "user enable")
    let name = done.user.username
    guard done.isChanged else {
      return Terminal.say("\(name) is enabled already", "\(name) 已是启用状态")
    }
    Terminal.say(
      "\(name) may log in again, with the password of before",
      "\(name) 可以用原密码重新登录")
  }
}
