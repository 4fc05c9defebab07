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
