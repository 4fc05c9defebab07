import JSONCoding

/// Verifies access tokens with the public keys it was given. It decides the algorithm itself: what
/// a token says of itself must agree, and is otherwise ignored. Signature first, contents after.
package struct TokenVerifier: Sendable {
  private let keys: [String: Ed25519PublicKey]

  /// The keys by name (`kid`).
  package init(keys: [String: Ed25519PublicKey]) {
    self.keys = keys
  }

  /// The claims of a valid token, else why it is refused. About 100 µs, any thread, no I/O.
  ///
  /// - Parameter now: seconds since 1970, UTC.
  package func verify(_ token: [UInt8], now: Int64) throws(TokenRefusal) -> TokenClaims {
    guard token.count <= TokenFormat.maximumBytes else { throw .tooLong }
    let dot = UInt8(ascii: ".")
    let parts = token.split(separator: dot, omittingEmptySubsequences: false)
    guard parts.count == 3,
      let header = Base64URL.decode(parts[0]),
      let payload = Base64URL.decode(parts[1]),
      let signature = Base64URL.decode(parts[2])
    else { throw .malformed }
    let key = try key(namedBy: header)
    let signed = Array(token[..<(parts[1].endIndex)])
    guard key.isValid(signature: signature, of: signed) else { throw .signature }
    return try TokenClaimsReader(payload).claims(now: now)
  }

  /// The key that the header names, if the header is exactly what our signer writes: so `crit`,
  /// `jku`, `x5u`, `jwk` and anything else not understood is refused.
  private func key(namedBy header: [UInt8]) throws(TokenRefusal) -> Ed25519PublicKey {
    let document: JSONDocument
    do { document = try JSONDocument(parsing: header) } catch { throw .malformed }
    let root = document.root
    guard root.kind == .object, root.count == 3,
      root.member("alg")?.text == TokenFormat.algorithm,
      root.member("typ")?.text == TokenFormat.type,
      let kid = root.member("kid")?.text
    else { throw .header }
    guard let key = keys[kid] else { throw .unknownKey }
    return key
  }
}

/// Reads the claims out of a payload whose signature was found good. Every claim is required, has
/// one type, and there is no other.
struct TokenClaimsReader {
  /// 2^53 - 1, as for every integer of the interface: sums of times cannot overflow.
  private static let maximum: Int64 = 9_007_199_254_740_991

  private let root: JSONNode

  init(_ payload: [UInt8]) throws(TokenRefusal) {
    do { root = try JSONDocument(parsing: payload).root } catch { throw .malformed }
    guard root.kind == .object else { throw .malformed }
  }

  func claims(now: Int64) throws(TokenRefusal) -> TokenClaims {
    // Tokens of before have no id of their own; what is ended is ended by login and by version.
    if root.count == 9 { _ = try text("jti") } else if root.count != 8 { throw .claims }
    guard try text("iss") == TokenFormat.issuer else { throw .issuer }
    guard try text("aud") == TokenFormat.audience else { throw .audience }
    let notBefore = try integer("nbf")
    let claims = TokenClaims(
      userID: try subject(), sessionID: try integer("sid"), tokenVersion: try integer("ver"),
      issuedAt: try integer("iat"), expiresAt: try integer("exp"))
    let latest = now.adding(capped: TokenFormat.skew)
    guard claims.issuedAt <= latest, notBefore <= latest else { throw .notYetValid }
    guard claims.expiresAt > now.subtracting(capped: TokenFormat.skew) else { throw .expired }
    return claims
  }

  private func subject() throws(TokenRefusal) -> Int64 {
    let text = try text("sub")
    guard let id = Int64(text), id > 0, String(id) == text else { throw .claims }
    return id
  }

  private func text(_ name: StaticString) throws(TokenRefusal) -> String {
    guard let node = root.member(name), node.kind == .string, let text = node.text else {
      throw .claims
    }
    return text
  }

  private func integer(_ name: StaticString) throws(TokenRefusal) -> Int64 {
    guard let value = root.member(name)?.integer(), (0...Self.maximum).contains(value) else {
      throw .claims
    }
    return value
  }
}

/// Why a token was refused. For logs and tests; a client learns only `expired` or not.
package enum TokenRefusal: String, Error, Equatable, Sendable {
  /// Longer than 2 KiB.
  case tooLong
  /// Not three parts of canonical base64url, or a part is not the JSON object it should be.
  case malformed
  /// The header is not exactly `alg` EdDSA, `typ` JWT and a `kid`.
  case header
  /// The header names a key that is not known here.
  case unknownKey
  /// The signature is not the key's.
  case signature
  /// A claim is missing, unknown, of the wrong type or out of range.
  case claims
  /// Of another issuer.
  case issuer
  /// For another audience.
  case audience
  /// Not valid yet, or made in the future.
  case notYetValid
  /// No longer valid.
  case expired
}
