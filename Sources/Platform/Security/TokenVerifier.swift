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
