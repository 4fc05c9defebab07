import Security

/// A user's own new password. Ends all its other logins.
enum ChangePassword {
  /// What was found out before the transaction.
  enum Checked {
    case blocked(LoginFailures.Block)
    case wrong
    /// The hash of the old password, and of the new one.
    case right(old: PasswordHash, new: PasswordHash)
  }

  static func check(_ call: Call, _ change: ChangePasswordRequest) throws -> Checked {
    if let fault = PasswordRule.fault(in: change.newPassword, of: call.caller.userName) {
      throw Problem.field("new_password", fault.reason, in: call.language)
    }
    // A stolen token must not become a way to guess the password.
    if let block = try LoginFailures.currentBlock(call.caller.userName, on: call.database) {
      return .blocked(block)
    }
    let found = try Credentials.named([call.caller.userName], on: call.database)
    let isRight = try PasswordCheck.matches(change.oldPassword, found?.hash)
    guard let found, isRight, found.userID == call.caller.userID else { return .wrong }
    return .right(old: found.hash, new: try PasswordCheck.hash(change.newPassword))
  }

  static func run(_ call: Call, _ checked: Checked) throws -> EmptyAnswer {
    call.object = "user:\(call.caller.userID)"
    switch checked {
    case .blocked(let block):
      throw try LoginFailures.refusal(call.caller.userName, block, on: call.database)
    case .wrong:
      try LoginFailures.count(call.caller.userName, on: call.database)
      throw UserRefusal.badCredentials
    case .right(let old, let new):
      let current = try Credentials.locked(call.caller.userID, on: call.database)
      guard let current, current.hash == old else { throw UserRefusal.badCredentials }
      try LoginFailures.requireNotBlocked(call.caller.userName, on: call.database)
      try UserStore.setPassword(new, of: current.userID, on: call.database)
      try SessionStore.endAll(
        of: current.userID, but: call.caller.sessionID, because: .password, on: call.database)
      return EmptyAnswer()
    }
  }
}

/// A new password for somebody who forgot it, given by somebody who may do all that this user may.
/// Ends every login of the user.
enum ResetPassword {
  static func run(_ call: Call, _ reset: ResetPasswordRequest, _ hash: PasswordHash) throws
    -> EmptyAnswer
  {
    call.object = "user:\(reset.userID)"
    try UserStore.forUpdate(reset.userID, on: call.database)
    let user = try Rights(call).user(reset.userID)
    if let fault = PasswordRule.fault(in: reset.newPassword, of: user.username) {
      throw Problem.field("new_password", fault.reason, in: call.language)
    }
    try Rights(call).requireCovering(roles: user.roles)
    try UserStore.setPassword(hash, of: user.id, on: call.database)
    try SessionStore.endAll(of: user.id, because: .password, on: call.database)
    try LoginFailures.forget(user.username, on: call.database)
    return EmptyAnswer()
  }
}

/// Compares and makes passwords, with this centre's refusals.
enum PasswordCheck {
  /// Whether `password` is that of `hash`. Takes the same time without a hash, and for a password
  /// that can be nobody's.
  static func matches(_ password: String, _ hash: PasswordHash?) throws -> Bool {
    let isPossible =
      password.utf8.count <= PasswordHash.maximumBytes && !password.utf8.contains(0)
    do throws(PasswordFault) {
      guard isPossible, let hash else {
        _ = try PasswordHash.ofNobody.matches(isPossible ? password : "")
        return false
      }
      return try hash.matches(password)
    } catch {
      throw refusal(error)
    }
  }

  /// The hash of a password that passed the rules.
  static func hash(_ password: String) throws -> PasswordHash {
    do throws(PasswordFault) {
      return try PasswordHash(of: password)
    } catch {
      throw refusal(error)
    }
  }

  private static func refusal(_ fault: PasswordFault) -> any Error {
    fault == .busy ? UserRefusal.busy : fault
  }
}
