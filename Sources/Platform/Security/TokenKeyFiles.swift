/// The key files of the token signature: `<kid>.pem` is the user centre's alone, `<kid>.pub.pem` is
/// for everyone who verifies. Several public keys may lie in the folder: that is how keys are
/// rotated (add the new public key everywhere, then sign with the new private key, then remove the
/// old public key once the last old token has expired).
package enum TokenKeyFiles {
  private static let privateEnding = ".pem"
  static let publicEnding = ".pub.pem"

  /// Makes a new pair in `directory`: `<kid>.pem` (mode 0600) and `<kid>.pub.pem` (0644).
  /// Never overwrites: throws `inaccessible` (EEXIST) if either file is there.
  package static func generate(kid: String, in directory: String) throws(KeyFault) {
    guard isName(kid) else { throw .badName(kid) }
    let key = try Ed25519PrivateKey.generate()
    let path = "\(directory)/\(kid)"
    try KeyFile.create(path + privateEnding, KeyPEM.text(of: key), mode: 0o600)
    try KeyFile.create(path + publicEnding, KeyPEM.text(of: key.publicKey), mode: 0o644)
  }

  /// The signer whose private key is in the file `path`; its name is the file's.
  package static func signer(path: String) throws(KeyFault) -> TokenSigner {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard file.hasSuffix(privateEnding) else { throw .badName(file) }
    let kid = String(file.dropLast(privateEnding.count))
    guard isName(kid) else { throw .badName(kid) }
    guard let seed = KeyPEM.privateSeed(in: try KeyFile.read(path, secret: true)) else {
      throw .malformed(path: path)
    }
    return TokenSigner(kid: kid, key: try Ed25519PrivateKey(seed: seed))
  }

  /// Whether `kid` is 1 to 32 of `[A-Za-z0-9_-]`: safe in a file name and in a token.
  static func isName(_ kid: String) -> Bool {
    (1...32).contains(kid.utf8.count)
      && kid.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
