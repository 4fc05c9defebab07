extension TokenKeyFiles {
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
