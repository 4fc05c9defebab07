@testable import Security

/// Makes tokens of any header and payload, signed by a key that the verifier knows as `k1`.
struct TokenForge {
  static let now: Int64 = 1_800_000_000
  static let goodHeader = #"{"alg":"EdDSA","typ":"JWT","kid":"k1"}"#
  static let goodClaims: [(name: String, value: String)] = [
    ("iss", #""erp""#), ("aud", #""erp""#), ("sub", #""42""#), ("sid", "77"), ("ver", "3"),
    ("iat", "\(now)"), ("nbf", "\(now)"), ("exp", "\(now + 1800)"),
  ]

  let key: Ed25519PrivateKey
  let signer: TokenSigner
  let verifier: TokenVerifier

  init() throws {
    key = try .generate()
    signer = TokenSigner(kid: "k1", key: key)
    verifier = TokenVerifier(keys: ["k1": key.publicKey])
  }

  /// A payload of the good claims with some replaced, or left out where the value is nil.
  static func payload(_ changes: [String: String?] = [:], adding extra: String = "") -> String {
    let members = goodClaims.compactMap { claim -> String? in
      let value: String?
      if let change = changes[claim.name] { value = change } else { value = claim.value }
      return value.map { #""\#(claim.name)":\#($0)"# }
    }
    return "{" + members.joined(separator: ",") + extra + "}"
  }

  func token(
    header: String = goodHeader, payload: String = payload(), key: Ed25519PrivateKey? = nil
  ) throws -> String {
    let parts = [header, payload].map { Base64URL.encode(Array($0.utf8)) }
    let signed = parts.joined(separator: ".")
    return signed + "."
      + Base64URL.encode(try (key ?? self.key).signature(of: Array(signed.utf8)))
  }

  /// Why the token is refused; nil if it is taken.
  func refusal(_ token: String, now: Int64 = TokenForge.now) -> TokenRefusal? {
    refusal(Array(token.utf8), now: now)
  }

  func refusal(_ token: [UInt8], now: Int64 = TokenForge.now) -> TokenRefusal? {
    do throws(TokenRefusal) {
      _ = try verifier.verify(token, now: now)
      return nil
    } catch { return error }
  }
}
