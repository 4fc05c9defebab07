import Security
import UserDomain
import WebAPI

/// A user's own new password. Ends all its other logins.
struct ChangePassword {
  /// What was found out before the transaction.
  enum Checked {
    case blocked(LoginFailures.Block)
    case wrong
    /// The hash of the old password, and of the new one.
    case right(old: PasswordHash, new: PasswordHash)
  }

  func check(_ call: Call, _ change: PasswordChange) throws -> Checked {
    if let fault = PasswordRule.fault(in: change.newPassword, of: call.caller.userName) {
      throw Problem.field("new_password", fault.reason, in: call.language)
    }
    // A stolen token must not become a way to guess the password.
    let failures = LoginFailures(database: call.database)
    if let block = try failures.currentBlock(call.caller.userName) { return .blocked(block) }
    let found = try Credentials.named([call.caller.userName], on: call.database)
    let isRight = try PasswordCheck.matches(change.oldPassword, found?.hash)
    guard let found, isRight, found.userID == call.caller.userID else { return .wrong }
    return .right(old: found.hash, new: try PasswordCheck.hash(change.newPassword))
  }

  func run(_ call: Call, _ checked: Checked) throws -> EmptyAnswer {
    let failures = LoginFailures(database: call.database)
    switch checked {
    case .blocked(let block):
      throw try failures.refusal(call.caller.userName, block)
    case .wrong:
      try failures.count(call.caller.userName)
      throw UserRefusal.badCredentials
    case .right(let old, let new):
      let current = try Credentials.locked(call.caller.userID, on: call.database)
      guard let current, current.hash == old else { throw UserRefusal.badCredentials }
      try failures.requireNotBlocked(call.caller.userName)
      try UserStore(database: call.database).setPassword(new, of: current.userID)
      try SessionStore(database: call.database).endAll(
        of: current.userID, but: call.caller.sessionID, because: .password)
      return EmptyAnswer()
    }
  }
}
