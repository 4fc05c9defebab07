import JSONCoding

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
