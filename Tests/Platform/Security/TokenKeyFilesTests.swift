import Foundation
import Testing

@testable import Security

@Suite struct TokenKeyFilesTests {
  @Test func makesAPairThatOnlyItsOwnerReads() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    try TokenKeyFiles.generate(kid: "2026-07", in: folder.path)
    #expect(try folder.mode(of: "2026-07.pem") == 0o600)
    #expect(try folder.mode(of: "2026-07.pub.pem") == 0o644)
    let signer = try TokenKeyFiles.signer(
      path: "\(folder.path)/2026-07.pem", publicKeys: folder.path)
    #expect(signer.kid == "2026-07")
  }

  @Test func neverOverwritesAKey() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    try TokenKeyFiles.generate(kid: "a", in: folder.path)
    let before = try folder.read("a.pem")
    #expect(throws: KeyFault.inaccessible(path: "\(folder.path)/a.pem", errno: EEXIST)) {
      try TokenKeyFiles.generate(kid: "a", in: folder.path)
    }
    #expect(try folder.read("a.pem") == before)
  }

  @Test(arguments: ["", "../a", "a/b", "a.b", "a b", "密钥", String(repeating: "a", count: 33)])
  func refusesNamesThatAreNone(kid: String) throws {
    #expect(throws: KeyFault.badName(kid)) {
      try TokenKeyFiles.generate(kid: kid, in: "/nonexistent")
    }
  }

  @Test(arguments: [0o604, 0o644, 0o620, 0o666, 0o601])
  func refusesAPrivateKeyThatIsOpen(mode: Int) throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    try TokenKeyFiles.generate(kid: "a", in: folder.path)
    try folder.setMode(mode, of: "a.pem")
    #expect(throws: KeyFault.tooOpen(path: "\(folder.path)/a.pem")) {
      _ = try TokenKeyFiles.signer(path: "\(folder.path)/a.pem", publicKeys: folder.path)
    }
  }

  @Test func refusesWhatIsNotAKey() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    try TokenKeyFiles.generate(kid: "a", in: folder.path)
    let good = String(decoding: try folder.read("a.pem"), as: UTF8.self)
    let bad = [
      "", "x", String(good.dropLast(30)), good.replacingOccurrences(of: "PRIVATE", with: "PUBLIC"),
      good + good, good.replacingOccurrences(of: "MC4C", with: "MC4D"),
      String(repeating: "x", count: 5000),
    ]
    for text in bad {
      let path = try folder.write("b.pem", Array(text.utf8))
      try folder.setMode(0o600, of: "b.pem")
      #expect(throws: KeyFault.malformed(path: path)) {
        _ = try TokenKeyFiles.signer(path: path, publicKeys: folder.path)
      }
    }
    // The public key of a pair does not pass for the private one, whatever it is called.
    let path = try folder.write("c.pem", try folder.read("a.pub.pem"))
    try folder.setMode(0o600, of: "c.pem")
    #expect(throws: KeyFault.malformed(path: path)) {
      _ = try TokenKeyFiles.signer(path: path, publicKeys: folder.path)
    }
  }

  @Test func verifierKnowsEveryPublicKeyOfTheFolder() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    #expect(throws: KeyFault.noKeys(directory: folder.path)) {
      _ = try TokenKeyFiles.verifier(directory: folder.path)
    }
    let claims = TokenClaims(
      userID: 7, sessionID: 8, tokenVersion: 0, issuedAt: 1000, expiresAt: 2000)
    for kid in ["old", "new"] { try TokenKeyFiles.generate(kid: kid, in: folder.path) }
    let verifier = try TokenKeyFiles.verifier(directory: folder.path)
    for kid in ["old", "new"] {
      let signer = try TokenKeyFiles.signer(
        path: "\(folder.path)/\(kid).pem", publicKeys: folder.path)
      let token = try signer.token(for: claims)
      #expect(try verifier.verify(Array(token.utf8), now: 1500) == claims)
    }
    _ = try folder.write("broken.pub.pem", Array("x".utf8))
    #expect(throws: KeyFault.malformed(path: "\(folder.path)/broken.pub.pem")) {
      _ = try TokenKeyFiles.verifier(directory: folder.path)
    }
  }

  /// Old tokens are taken until their key is retired, and the signing file changes in one step.
  @Test func oneKeyFollowsTheOther() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let signing = "\(folder.path)/token.pem"
    let claims = TokenClaims(
      userID: 7, sessionID: 8, tokenVersion: 0, issuedAt: 1000, expiresAt: 2000)
    func token() throws -> [UInt8] {
      Array(
        try TokenKeyFiles.signer(path: signing, publicKeys: folder.path).token(for: claims).utf8)
    }
    try TokenKeyFiles.generate(kid: "old", in: folder.path)
    try TokenKeyFiles.use(kid: "old", as: signing, publicKeys: folder.path)
    let first = try token()
    try TokenKeyFiles.generate(kid: "new", in: folder.path)
    func header(_ token: [UInt8]) -> ArraySlice<UInt8> {
      token.prefix { $0 != UInt8(ascii: ".") }
    }
    #expect(header(try token()) == header(first), "a new pair changes nothing yet")
    try TokenKeyFiles.use(kid: "new", as: signing, publicKeys: folder.path)
    #expect(try folder.mode(of: "token.pem") == 0o600)
    let second = try token()
    #expect(second != first)
    for token in [first, second] {
      let verifier = try TokenKeyFiles.verifier(directory: folder.path)
      #expect(try verifier.verify(token, now: 1500) == claims)
    }
    #expect(throws: KeyFault.inUse(kid: "new")) {
      try TokenKeyFiles.retire(kid: "new", signing: signing, publicKeys: folder.path)
    }
    try TokenKeyFiles.retire(kid: "old", signing: signing, publicKeys: folder.path)
    let verifier = try TokenKeyFiles.verifier(directory: folder.path)
    #expect(throws: TokenRefusal.unknownKey) { try verifier.verify(first, now: 1500) }
    #expect(try verifier.verify(second, now: 1500) == claims)
    #expect(throws: KeyFault.self) {
      try TokenKeyFiles.use(kid: "old", as: signing, publicKeys: folder.path)
    }
  }

  /// A key that nobody could verify does not sign.
  @Test func refusesAKeyWhosePublicHalfIsNotThere() throws {
    let folder = try ScratchFolder()
    let other = try ScratchFolder()
    defer { folder.remove(); other.remove() }
    try TokenKeyFiles.generate(kid: "a", in: folder.path)
    try TokenKeyFiles.generate(kid: "a", in: other.path)
    let path = "\(folder.path)/a.pem"
    #expect(throws: KeyFault.unpublished(path: path, directory: other.path)) {
      _ = try TokenKeyFiles.signer(path: path, publicKeys: other.path)
    }
  }
}
