import Security
import UserDomain
import WebAPI

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
    let failures = LoginFailures(database: call.database)
    if let block = try failures.currentBlock(request.username) { return .blocked(block) }
    let found = try Credentials.named(call.spellings(of: request.username), on: call.database)
    let isRight = try PasswordCheck.matches(request.password, found?.hash)
    guard let found, isRight else { return .wrong(userID: found?.userID) }
    return .right(found)
  }

  func run(_ call: Call, _ request: LoginRequest, _ attempt: Attempt) throws -> LoginAnswer {
    let failures = LoginFailures(database: call.database)
    switch attempt {
    case .blocked(let block):
      // Whose login it was stands in the audit log; for the others nobody needs to know.
      if !block.isNoted {
        call.auditUserID =
          try Credentials.named(call.spellings(of: request.username), on: call.database)?.userID
          ?? 0
      }
      throw try failures.refusal(request.username, block)
    case .wrong(let userID):
      call.auditUserID = userID ?? 0
      try failures.count(request.username)
      throw UserRefusal.badCredentials
    case .right(let checked):
      call.auditUserID = checked.userID
      let current = try Credentials.locked(checked.userID, on: call.database)
      guard let current, current.hash == checked.hash else {
        try failures.count(request.username)
        throw UserRefusal.badCredentials
      }
      guard current.status == .active else { throw UserRefusal.userDisabled }
      try failures.requireNotBlocked(request.username)
      try failures.forget(request.username)
      return try begin(call, current)
    }
  }

  private func begin(_ call: Call, _ user: Credentials) throws -> LoginAnswer {
    let sessions = SessionStore(database: call.database)
    guard let shown = try UserQueries(database: call.database).user(user.userID) else {
      throw UserRefusal.badCredentials
    }
    let sessionID = try sessions.open(
      userID: user.userID, remoteAddress: call.remoteAddress, seconds: issuer.refreshSeconds)
    return try issuer.issue(
      for: shown, sessionID: sessionID, tokenVersion: user.tokenVersion, in: sessions)
  }
}
