import Security
import Settings
import Telemetry

/// A new pair of tokens for a refresh token, once; and once more within 10 seconds, for a client
/// that lost the answer. Whoever shows it otherwise may have stolen it, or the first one had:
/// nobody can tell, so the whole login ends.
struct RefreshLogin {
  let issuer: TokenIssuer

  func run(_ call: Call, _ request: RefreshRequest) throws -> LoginAnswer {
    guard let found = try SessionStore.find(request.refreshToken, on: call.database) else {
      throw UserRefusal.refreshRefused
    }
    call.auditUserID = found.userID
    // User, then token, then session: everybody locks in this order. Of two uses at once the
    // second waits here, and then finds the token used.
    let user = try Credentials.locked(found.userID, on: call.database)
    let isFirst = try SessionStore.use(request.refreshToken, on: call.database)
    guard try isFirst || SessionStore.useAgain(request.refreshToken, on: call.database) else {
      try endStolen(call, found.sessionID)
      throw UserRefusal.refreshRefused
    }
    guard let user, user.status == .active, !found.isExpired,
      try SessionStore.prolong(found.sessionID, seconds: issuer.refreshSeconds, on: call.database),
      let shown = try UserQueries.user(found.userID, on: call.database)
    else { throw UserRefusal.refreshRefused }
    let answer = try issuer.issue(
      for: shown, sessionID: found.sessionID, tokenVersion: user.tokenVersion, on: call.database)
    if isFirst {
      try SessionStore.note(
        successor: answer.refreshToken, of: request.refreshToken, on: call.database)
    }
    return answer
  }

  private func endStolen(
    _ call: Call, _ sessionID: Int64
  ) throws(DatabaseError) {
    Log.warning(
      "a refresh token was used twice; its login is ended", requestID: call.requestID,
      [("session_id", .integer(sessionID)), ("user_id", .integer(call.auditUserID))])
    try SessionStore.end(sessionID, because: .reuse, on: call.database)
  }
}

/// Makes what a login gives: an access token that everybody can verify, and a refresh token that
/// only the database knows.
struct TokenIssuer: Sendable {
  /// Nil in programs that only need the route table and have no private key.
  let signer: TokenSigner?
  let tokenSeconds: Int
  let refreshSeconds: Int

  init(_ configuration: Configuration) throws(KeyFault) {
    if let path = configuration.tokenPrivateKeyFile {
      signer = try TokenKeyFiles.signer(path: path, publicKeys: configuration.tokenKeyDirectory)
    } else {
      signer = nil
    }
    tokenSeconds = configuration.tokenTTLSeconds
    refreshSeconds = configuration.refreshTTLSeconds
  }

  /// A new pair of tokens for the login `sessionID`.
  func issue(
    for user: User, sessionID: Int64, tokenVersion: Int64, on database: DatabaseConnection
  ) throws -> LoginAnswer {
    guard let signer else { throw KeyFault.failed }
    let refreshToken = try SessionStore.addRefresh(
      sessionID: sessionID, seconds: refreshSeconds, on: database)
    let now = Instant.now().seconds
    let claims = TokenClaims(
      userID: user.id, sessionID: sessionID, tokenVersion: tokenVersion, issuedAt: now,
      expiresAt: now.adding(capped: Int64(tokenSeconds)))
    return LoginAnswer(
      token: try signer.token(for: claims), refreshToken: refreshToken,
      expiresIn: Int64(tokenSeconds), user: user)
  }
}
