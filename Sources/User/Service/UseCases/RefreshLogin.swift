import MariaDBClient
import Telemetry
import UserDomain
import WebAPI

/// A new pair of tokens for a refresh token, once; and once more within 10 seconds, for a client
/// that lost the answer. Whoever shows it otherwise may have stolen it, or the first one had:
/// nobody can tell, so the whole login ends.
struct RefreshLogin {
  let issuer: TokenIssuer

  func run(_ call: Call, _ request: RefreshRequest) throws -> LoginAnswer {
    let sessions = SessionStore(database: call.database)
    guard let found = try sessions.find(request.refreshToken) else {
      throw UserRefusal.refreshRefused
    }
    call.auditUserID = found.userID
    // User, then token, then session: everybody locks in this order. Of two uses at once the
    // second waits here, and then finds the token used.
    let user = try Credentials.locked(found.userID, on: call.database)
    let isFirst = try sessions.use(request.refreshToken)
    guard try isFirst || sessions.useAgain(request.refreshToken) else {
      try endStolen(call, found.sessionID, sessions)
      throw UserRefusal.refreshRefused
    }
    guard let user, user.status == .active, !found.isExpired,
      try sessions.prolong(found.sessionID, seconds: issuer.refreshSeconds),
      let shown = try UserQueries(database: call.database).user(found.userID)
    else { throw UserRefusal.refreshRefused }
    let answer = try issuer.issue(
      for: shown, sessionID: found.sessionID, tokenVersion: user.tokenVersion, in: sessions)
    if isFirst { try sessions.note(successor: answer.refreshToken, of: request.refreshToken) }
    return answer
  }

  private func endStolen(
    _ call: Call, _ sessionID: Int64, _ sessions: SessionStore
  ) throws(DatabaseError) {
    Log.warning(
      "a refresh token was used twice; its login is ended", requestID: call.requestID,
      [("session_id", .integer(sessionID)), ("user_id", .integer(call.auditUserID))])
    try sessions.end(sessionID, because: .reuse)
  }
}
