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

  /// A public key of the folder, and the name that tokens call it by.
  package struct Published: Sendable {
    package let kid: String
    let key: Ed25519PublicKey
  }

  /// Every public key in `directory`, by name. Throws on the first file that is called like a
  /// public key and is none.
  package static func publicKeys(in directory: String) throws(KeyFault) -> [Published] {
    var found: [Published] = []
    for file in try KeyFile.names(in: directory) where file.hasSuffix(publicEnding) {
      let kid = String(file.dropLast(publicEnding.count))
      guard isName(kid) else { throw .badName(kid) }
      let path = "\(directory)/\(file)"
      guard let bytes = KeyPEM.publicBytes(in: try KeyFile.read(path, secret: false)),
        let key = Ed25519PublicKey(bytes: bytes)
      else { throw .malformed(path: path) }
      found.append(Published(kid: kid, key: key))
    }
    return found
  }

  /// A verifier that knows every public key in `directory`. Throws as `publicKeys` does, and if
  /// there is not one.
  package static func verifier(directory: String) throws(KeyFault) -> TokenVerifier {
    var keys: [String: Ed25519PublicKey] = [:]
    for published in try publicKeys(in: directory) { keys[published.kid] = published.key }
    guard !keys.isEmpty else { throw .noKeys(directory: directory) }
    return TokenVerifier(keys: keys)
  }
}

/// The operator's steps from one key to the next.
extension TokenKeyFiles {
  /// Signs with another key from the signer's next start on: `<kid>.pem`, beside the file `path`,
  /// takes that file's place in one step.
  /// - Throws: `unpublished` unless its public key lies in `publicKeys`, where verifiers look
  package static func use(
    kid: String, as path: String, publicKeys directory: String
  ) throws(KeyFault) {
    guard isName(kid) else { throw .badName(kid) }
    let source = "\(folder(of: path))/\(kid)\(privateEnding)"
    guard try signer(path: source, publicKeys: directory).kid == kid else {
      throw .unpublished(path: source, directory: directory)
    }
    let key = try privateKey(path: source)
    try KeyFile.replace(path, KeyPEM.text(of: key), mode: 0o600)
  }

  /// Tokens that this key signed are refused from the verifiers' next start on. Its private key, if
  /// it lies beside the file `path`, goes too.
  /// - Throws: `inUse` when it is the key that `path` holds
  package static func retire(
    kid: String, signing path: String, publicKeys directory: String
  ) throws(KeyFault) {
    guard isName(kid) else { throw .badName(kid) }
    guard try signer(path: path, publicKeys: directory).kid != kid else { throw .inUse(kid: kid) }
    try KeyFile.remove("\(directory)/\(kid)\(publicEnding)")
    let old = "\(folder(of: path))/\(kid)\(privateEnding)"
    if old != path, KeyFile.exists(old) { try KeyFile.remove(old) }
  }

  /// Seconds since 1970 when the public key was put into the folder.
  package static func publishedAt(kid: String, in directory: String) throws(KeyFault) -> Int64 {
    try KeyFile.changedAt("\(directory)/\(kid)\(publicEnding)")
  }

  /// Seconds since 1970 when the key that signs was last put in its place.
  package static func changedAt(_ path: String) throws(KeyFault) -> Int64 {
    try KeyFile.changedAt(path)
  }

  /// The folder that holds the file `path`.
  package static func folder(of path: String) -> String {
    let end = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    return end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }
}
