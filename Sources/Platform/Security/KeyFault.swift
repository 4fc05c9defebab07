/// Why a key cannot be used. Carries names and paths, never key material.
package enum KeyFault: Error, Equatable, CustomStringConvertible {
  /// The file or folder cannot be read or written; the system's error number.
  case inaccessible(path: String, errno: Int32)
  /// Not a PEM file with exactly one Ed25519 key of the wanted kind.
  case malformed(path: String)
  /// A private key that other users may read or its group may write.
  case tooOpen(path: String)
  /// A name that is not 1 to 32 of `[A-Za-z0-9_-]`, in a file's name or alone.
  case badName(String)
  /// No public key at all: no token could be verified.
  case noKeys(directory: String)
  /// The public key of this private key lies in no `<kid>.pub.pem` there.
  case unpublished(path: String, directory: String)
  /// The key that signs cannot be taken away.
  case inUse(kid: String)
  /// libcrypto failed.
  case failed

  package var description: String {
    switch self {
    case .inaccessible(let path, let errno): "cannot access key file \(path) (errno \(errno))"
    case .malformed(let path): "\(path) is not an Ed25519 key in PEM form"
    case .tooOpen(let path): "private key \(path) is open to other users (want mode 0600)"
    case .badName(let name): "\(name) is not a key name ([A-Za-z0-9_-], 1 to 32 characters)"
    case .noKeys(let directory): "no <kid>.pub.pem in \(directory)"
    case .unpublished(let path, let directory):
      "no <kid>.pub.pem in \(directory) belongs to the private key \(path)"
    case .inUse(let kid): "\(kid) is the key that signs"
    case .failed: "libcrypto failed"
    }
  }
}
