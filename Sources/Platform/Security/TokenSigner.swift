/// Makes access tokens. Only the user centre has the private key.
package struct TokenSigner: Sendable {
  /// The key's name, which every token carries.
  package let kid: String
  private let key: Ed25519PrivateKey
  private let header: [UInt8]

  /// `kid` must be a name as `TokenKeyFiles` makes them.
  package init(kid: String, key: Ed25519PrivateKey) {
    self.kid = kid
    self.key = key
    let header =
      #"{"alg":"\#(TokenFormat.algorithm)","typ":"\#(TokenFormat.type)","kid":"\#(kid)"}"#
    self.header = Base64Codec.urlSafe.encode(Array(header.utf8))
  }

  /// The key that verifies these tokens.
  package var publicKey: Ed25519PublicKey { key.publicKey }

  /// 32 secret bytes for another `purpose`, which tell nothing of the key.
  package func derivedSecret(for purpose: String) -> [UInt8] {
    SHA256.digest(of: key.seed + Array(purpose.utf8)).bytes
  }

  /// The signed token, about 300 characters. Any thread; throws only if libcrypto fails.
  package func token(for claims: TokenClaims) throws(KeyFault) -> String {
    let id = Base64URL.encode(randomBytes(16))
    let payload = """
      {"iss":"\(TokenFormat.issuer)","aud":"\(TokenFormat.audience)","sub":"\(claims.userID)",\
      "sid":\(claims.sessionID),"ver":\(claims.tokenVersion),"iat":\(claims.issuedAt),\
      "nbf":\(claims.issuedAt),"exp":\(claims.expiresAt),"jti":"\(id)"}
      """
    var token = header
    token.append(UInt8(ascii: "."))
    token += Base64Codec.urlSafe.encode(Array(payload.utf8))
    let signature = try key.signature(of: token)
    token.append(UInt8(ascii: "."))
    token += Base64Codec.urlSafe.encode(signature)
    return String(decoding: token, as: UTF8.self)
  }
}

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

/// The fixed parts of an access token: JWT (RFC 7519) signed with EdDSA (RFC 8037).
enum TokenFormat {
  static let algorithm = "EdDSA"
  static let type = "JWT"
  static let issuer = "erp"
  static let audience = "erp"
  static let maximumBytes = 2048
  /// How far the clocks of two machines may be apart, in seconds.
  static let skew: Int64 = 30
}
