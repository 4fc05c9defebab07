/// The key files of the token signature: `<kid>.pem` is the user centre's alone, `<kid>.pub.pem` is
/// for everyone who verifies. Several public keys may lie in the folder: that is how keys are
/// rotated (add the new public key everywhere, then sign with the new private key, then remove the
/// old public key once the last old token has expired).
package enum TokenKeyFiles {
  static let privateEnding = ".pem"
  static let publicEnding = ".pub.pem"

  /// Makes a new pair: `<kid>.pem` (mode 0600) in `directory`, and `<kid>.pub.pem` (0644) there or
  /// in `publicDirectory`. Never overwrites: throws `inaccessible` (EEXIST) if either is there.
  package static func generate(
    kid: String, in directory: String, publicDirectory: String? = nil
  ) throws(KeyFault) {
    guard isName(kid) else { throw .badName(kid) }
    let key = try Ed25519PrivateKey.generate()
    try KeyFile.create(
      "\(directory)/\(kid)\(privateEnding)", KeyPEM.text(of: key), mode: 0o600)
    try KeyFile.create(
      "\(publicDirectory ?? directory)/\(kid)\(publicEnding)", KeyPEM.text(of: key.publicKey),
      mode: 0o644)
  }

  /// The signer whose private key is in the file `path`, whatever the file is called. Its name is
  /// that of the public key in `publicKeys` that belongs to it: so nobody is given tokens that
  /// nobody verifies.
  package static func signer(
    path: String, publicKeys directory: String
  ) throws(KeyFault) -> TokenSigner {
    let key = try privateKey(path: path)
    let published = try publicKeys(in: directory).first { $0.key.bytes == key.publicKey.bytes }
    guard let published else { throw .unpublished(path: path, directory: directory) }
    return TokenSigner(kid: published.kid, key: key)
  }

  static func privateKey(path: String) throws(KeyFault) -> Ed25519PrivateKey {
    guard let seed = KeyPEM.privateSeed(in: try KeyFile.read(path, secret: true)) else {
      throw .malformed(path: path)
    }
    return try Ed25519PrivateKey(seed: seed)
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
