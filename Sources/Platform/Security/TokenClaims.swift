/// What an access token says. Times are whole seconds since 1970, UTC.
package struct TokenClaims: Hashable, Sendable {
  /// The user's id (`sub`).
  package let userID: Int64
  /// The login that the token belongs to (`sid`): a logout ends it.
  package let sessionID: Int64
  /// The user's token version when it was made (`ver`): a higher one in the database ends it.
  package let tokenVersion: Int64
  /// When it was made (`iat`); it is valid from then on (`nbf`).
  package let issuedAt: Int64
  /// When it ends (`exp`).
  package let expiresAt: Int64

  package init(
    userID: Int64, sessionID: Int64, tokenVersion: Int64, issuedAt: Int64, expiresAt: Int64
  ) {
    self.userID = userID
    self.sessionID = sessionID
    self.tokenVersion = tokenVersion
    self.issuedAt = issuedAt
    self.expiresAt = expiresAt
  }
}
