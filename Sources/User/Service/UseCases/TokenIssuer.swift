import Kernel
import Security
import Settings

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
    for user: User, sessionID: Int64, tokenVersion: Int64, in sessions: SessionStore
  ) throws -> LoginAnswer {
    guard let signer else { throw KeyFault.failed }
    let refreshToken = try sessions.addRefresh(sessionID: sessionID, seconds: refreshSeconds)
    let now = Instant.now().seconds
    let claims = TokenClaims(
      userID: user.userID, sessionID: sessionID, tokenVersion: tokenVersion, issuedAt: now,
      expiresAt: now.adding(capped: Int64(tokenSeconds)))
    return LoginAnswer(
      token: try signer.token(for: claims), refreshToken: refreshToken,
      expiresIn: Int64(tokenSeconds), user: user)
  }
}
