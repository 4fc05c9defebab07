import Security

/// A login with name and password.
///
/// The password is checked before the transaction begins, since that takes a tenth of a second;
/// the transaction then looks again at everything that may have changed meanwhile.
struct LogIn {
  let issuer: TokenIssuer

  /// What the check of the password found.
  enum Attempt {
    case blocked(LoginFailures.Block)
    /// Whose password was wrong; nil for a name that nobody has.
    case wrong(userID: Int64?)
    case right(Credentials)
  }

  func check(_ call: Call, _ request: LoginRequest) throws -> Attempt {
    if let block = try LoginFailures.currentBlock(request.username, on: call.database) {
      return .blocked(block)
    }
    let found = try Credentials.named(call.spellings(of: request.username), on: call.database)
    let isRight = try PasswordCheck.matches(request.password, found?.hash)
    guard let found, isRight else { return .wrong(userID: found?.userID) }
    return .right(found)
  }

  func run(_ call: Call, _ request: LoginRequest, _ attempt: Attempt) throws -> LoginAnswer {
    switch attempt {
    case .blocked(let block):
      // Whose login it was stands in the audit log; for the others nobody needs to know.
      if !block.isNoted {
        call.auditUserID =
          try Credentials.named(call.spellings(of: request.username), on: call.database)?.userID
          ?? 0
      }
      throw try LoginFailures.refusal(request.username, block, on: call.database)
    case .wrong(let userID):
      call.auditUserID = userID ?? 0
      try LoginFailures.count(request.username, on: call.database)
      throw UserRefusal.badCredentials
    case .right(let checked):
      call.auditUserID = checked.userID
      let current = try Credentials.locked(checked.userID, on: call.database)
      guard let current, current.hash == checked.hash else {
        try LoginFailures.count(request.username, on: call.database)
        throw UserRefusal.badCredentials
      }
      guard current.status == .active else { throw UserRefusal.userDisabled }
      try LoginFailures.requireNotBlocked(request.username, on: call.database)
      try LoginFailures.forget(request.username, on: call.database)
      return try begin(call, current)
    }
  }

  /// `POST /user/logout`
  static func end(_ call: Call, _ body: NoBody) throws -> EmptyAnswer {
    try SessionStore.end(call.caller.sessionID, because: .logout, on: call.database)
    return EmptyAnswer()
  }

  private func begin(_ call: Call, _ user: Credentials) throws -> LoginAnswer {
    guard let shown = try UserQueries.user(user.userID, on: call.database) else {
      throw UserRefusal.badCredentials
    }
    let sessionID = try SessionStore.open(
      userID: user.userID, remoteAddress: call.remoteAddress, seconds: issuer.refreshSeconds,
      on: call.database)
    return try issuer.issue(
      for: shown, sessionID: sessionID, tokenVersion: user.tokenVersion, on: call.database)
  }
}
