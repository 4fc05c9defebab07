import Foundation
import Testing

@testable import Security

/// A token is taken only exactly as its signer made it.
@Suite struct TokenTests {
  let forge: TokenForge
  let claims = TokenClaims(
    userID: 42, sessionID: 77, tokenVersion: 3, issuedAt: TokenForge.now,
    expiresAt: TokenForge.now + 1800)

  init() throws { forge = try TokenForge() }

  @Test func theSignersTokenIsTaken() throws {
    let token = try forge.signer.token(for: claims)
    #expect(try forge.verifier.verify(Array(token.utf8), now: TokenForge.now) == claims)
    #expect(token.utf8.count < 400)
    #expect(try forge.signer.token(for: claims) != token, "each has an id of its own")
    // Tokens of before had none.
    #expect(try forge.refusal(forge.token()) == nil)
  }

  @Test func anyChangedByteIsRefused() throws {
    let token = Array(try forge.signer.token(for: claims).utf8)
    for index in token.indices {
      for replacement in [token[index] ^ 1, token[index] ^ 0x20, 0, 255, UInt8(ascii: "=")]
      where replacement != token[index] {
        var changed = token
        changed[index] = replacement
        #expect(forge.refusal(changed) != nil, "byte \(index) changed to \(replacement)")
      }
      var shorter = token
      shorter.remove(at: index)
      #expect(forge.refusal(shorter) != nil, "byte \(index) removed")
      #expect(forge.refusal(Array(token[..<index])) != nil, "cut at \(index)")
    }
    for extra in ["=", "A", ".", ".A", "\n", " "] {
      #expect(forge.refusal(token + Array(extra.utf8)) != nil)
    }
  }

  @Test func timesHaveHalfAMinuteOfGraceAndNoMore() throws {
    let token = try forge.signer.token(for: claims)
    let now = TokenForge.now
    #expect(forge.refusal(token, now: now - 30) == nil)
    #expect(forge.refusal(token, now: now - 31) == .notYetValid)
    #expect(forge.refusal(token, now: now + 1800 + 29) == nil)
    #expect(forge.refusal(token, now: now + 1800 + 30) == .expired)
    #expect(forge.refusal(token, now: now + 1_000_000) == .expired)
  }

  @Test func anotherKeyOrNameIsRefused() throws {
    let other = try Ed25519PrivateKey.generate()
    #expect(try forge.refusal(forge.token(key: other)) == .signature)
    #expect(
      try forge.refusal(TokenSigner(kid: "k2", key: other).token(for: claims)) == .unknownKey)
    let names = [
      "", "K1", "k1 ", "../../dev/null", "' UNION SELECT 'x", #"k1\u0000"#, "密钥",
      String(repeating: "k", count: 1000),
    ]
    for name in names {
      let header = #"{"alg":"EdDSA","typ":"JWT","kid":"\#(name)"}"#
      let refusal = try forge.refusal(forge.token(header: header))
      #expect(refusal == .unknownKey || refusal == .malformed || refusal == .tooLong, "\(name)")
    }
  }

  @Test(arguments: [
    #"{"alg":"none","typ":"JWT","kid":"k1"}"#, #"{"alg":"None","typ":"JWT","kid":"k1"}"#,
    #"{"alg":"nOnE","typ":"JWT","kid":"k1"}"#, #"{"alg":"HS256","typ":"JWT","kid":"k1"}"#,
    #"{"alg":"RS256","typ":"JWT","kid":"k1"}"#, #"{"alg":"ES256","typ":"JWT","kid":"k1"}"#,
    #"{"alg":"eddsa","typ":"JWT","kid":"k1"}"#, #"{"alg":"Ed25519","typ":"JWT","kid":"k1"}"#,
    #"{"alg":["EdDSA"],"typ":"JWT","kid":"k1"}"#, #"{"alg":null,"typ":"JWT","kid":"k1"}"#,
    #"{"alg":"EdDSA","typ":"jwt","kid":"k1"}"#, #"{"alg":"EdDSA","typ":"refresh","kid":"k1"}"#,
    #"{"alg":"EdDSA","kid":"k1"}"#, #"{"typ":"JWT","kid":"k1"}"#, #"{"alg":"EdDSA","typ":"JWT"}"#,
    #"{"alg":"EdDSA","typ":"JWT","kid":1}"#,
    #"{"alg":"EdDSA","typ":"JWT","kid":"k1","crit":["exp"]}"#,
    #"{"alg":"EdDSA","typ":"JWT","kid":"k1","jku":"https://example.org/keys"}"#,
    #"{"alg":"EdDSA","typ":"JWT","kid":"k1","x5u":"https://example.org/cert"}"#,
    #"{"alg":"EdDSA","typ":"JWT","kid":"k1","jwk":{"kty":"OKP"}}"#,
    #"{"alg":"EdDSA","typ":"JWT","kid":"k1","b64":false}"#,
    #"{"alg":"EdDSA","typ":"JWT","kid":"k1","kid":"k1"}"#,
    #"["EdDSA","JWT","k1"]"#, "", "{}", "null", "{", "EdDSA",
    #"{"alg":"EdDSA","typ":"JWT","kid":"k1"} "#, #"{"alg":"EdDSA","typ":"JWT","kid":"k1",}"#,
  ])
  func otherHeadersAreRefusedThoughWellSigned(header: String) throws {
    let refusal = try forge.refusal(forge.token(header: header))
    // White space after the object is JSON still, and changes nothing.
    if header.hasSuffix("} ") {
      #expect(refusal == nil)
    } else {
      #expect(refusal == .header || refusal == .malformed, "\(header)")
    }
  }

  @Test func noSignatureOrAnotherKindIsRefused() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let payload = Base64URL.encode(Array(TokenForge.payload().utf8))
    let publicPEM = KeyPEM.text(of: forge.key.publicKey)
    for algorithm in ["none", "HS256", "EdDSA"] {
      let header = #"{"alg":"\#(algorithm)","typ":"JWT","kid":"k1"}"#
      let signed = Base64URL.encode(Array(header.utf8)) + "." + payload
      for unsigned in [signed, signed + ".", signed + "..", signed + ".AA"] {
        #expect(forge.refusal(unsigned) != nil)
      }
      // The public key as the secret of an HMAC: the confusion that many verifiers fell for.
      let path = try folder.write("signed", Array(signed.utf8))
      let secrets = [Array(publicPEM.utf8), forge.key.publicKey.bytes, Array("secret".utf8), [0]]
      for secret in secrets {
        let hexadecimal = secret.map { String(format: "%02x", $0) }.joined()
        let output = "\(folder.path)/mac"
        let result = try OpenSSLCommand.run([
          "dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:\(hexadecimal)", "-binary",
          "-out", output, path,
        ])
        #expect(result.status == 0, "\(result.output)")
        let token = signed + "." + Base64URL.encode(try folder.read("mac"))
        #expect(forge.refusal(token) != nil)
      }
    }
  }

  @Test func anRSASignatureIsRefused() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let key = "\(folder.path)/rsa.pem"
    _ = try OpenSSLCommand.run(["genrsa", "-out", key, "2048"])
    for algorithm in ["RS256", "EdDSA"] {
      let header = #"{"alg":"\#(algorithm)","typ":"JWT","kid":"k1"}"#
      let parts = [header, TokenForge.payload()].map { Base64URL.encode(Array($0.utf8)) }
      let signed = parts.joined(separator: ".")
      let path = try folder.write("signed", Array(signed.utf8))
      let output = "\(folder.path)/signature"
      _ = try OpenSSLCommand.run(["dgst", "-sha256", "-sign", key, "-out", output, path])
      let token = signed + "." + Base64URL.encode(try folder.read("signature"))
      #expect(forge.refusal(token) != nil)
    }
  }

  @Test(arguments: ["iss", "aud", "sub", "sid", "ver", "iat", "nbf", "exp"])
  func everyClaimIsRequiredAndTyped(name: String) throws {
    #expect(try forge.refusal(forge.token(payload: TokenForge.payload([name: .none]))) == .claims)
    let wrong = ["null", "true", "[]", "{}", "1.5", "1e300", "-1", "\"\"", "\"x\"", "[\"erp\"]"]
    for value in wrong {
      let refusal = try forge.refusal(forge.token(payload: TokenForge.payload([name: value])))
      #expect(refusal != nil && refusal != .signature, "\(name) = \(value)")
    }
    let huge = "9223372036854775808"
    #expect(try forge.refusal(forge.token(payload: TokenForge.payload([name: huge]))) != nil)
  }

  @Test func otherClaimsAreRefused() throws {
    let cases: [(String, TokenRefusal)] = [
      (TokenForge.payload(["iss": #""other""#]), .issuer),
      (TokenForge.payload(["aud": #""other""#]), .audience),
      (TokenForge.payload(["sub": #""042""#]), .claims),
      (TokenForge.payload(["sub": #""0""#]), .claims),
      (TokenForge.payload(["sub": "42"]), .claims),
      (TokenForge.payload(["nbf": "\(TokenForge.now + 3600)"]), .notYetValid),
      (TokenForge.payload(["iat": "\(TokenForge.now + 3600)"]), .notYetValid),
      (TokenForge.payload(["exp": "\(TokenForge.now - 3600)"]), .expired),
      (TokenForge.payload(["exp": "9223372036854775807"]), .claims),
      (TokenForge.payload(adding: #","admin":true"#), .claims),
      (TokenForge.payload(adding: #","sub":"1""#), .malformed),
      ("[]", .malformed), ("", .malformed), ("7", .malformed),
    ]
    for (payload, expected) in cases {
      #expect(try forge.refusal(forge.token(payload: payload)) == expected, "\(payload)")
    }
  }

  @Test func aHugeTokenIsRefusedUnread() {
    #expect(forge.refusal(String(repeating: "A", count: 16_384)) == .tooLong)
    #expect(forge.refusal(String(repeating: ".", count: 2048)) == .malformed)
    #expect(forge.refusal("") == .malformed)
  }

  /// Random bytes and random edits of a good token: refused, and never a crash.
  @Test func nothingRandomIsTaken() throws {
    var generator = SystemRandomNumberGenerator()
    let token = Array(try forge.signer.token(for: claims).utf8)
    for _ in 0..<5_000 {
      var changed = token
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<changed.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: changed[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: changed.remove(at: place)
        default: changed.insert(UInt8.random(in: 32...126, using: &generator), at: place)
        }
      }
      if changed != token { #expect(forge.refusal(changed) != nil) }
    }
  }
}
