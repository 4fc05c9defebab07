extension TokenKeyFiles {
  /// A verifier that knows every public key in `directory`. Throws on the first file that is
  /// called like a public key and is none, and if there is not one.
  package static func verifier(directory: String) throws(KeyFault) -> TokenVerifier {
    var keys: [String: Ed25519PublicKey] = [:]
    for file in try KeyFile.names(in: directory) where file.hasSuffix(publicEnding) {
      let kid = String(file.dropLast(publicEnding.count))
      guard isName(kid) else { throw .badName(kid) }
      let path = "\(directory)/\(file)"
      guard let bytes = KeyPEM.publicBytes(in: try KeyFile.read(path, secret: false)),
        let key = Ed25519PublicKey(bytes: bytes)
      else { throw .malformed(path: path) }
      keys[kid] = key
    }
    guard !keys.isEmpty else { throw .noKeys(directory: directory) }
    return TokenVerifier(keys: keys)
  }
}
