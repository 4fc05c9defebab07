import Foundation
import Glibc
import Processes

/// Passwords and keys of one stack: made once, each in a file that only this user can read.
struct Secrets {
  let layout: StackLayout

  /// The programs that have a database user of their own.
  static let databaseUsers = [
    "user", "item", "stock", "member", "promo", "order", "pos", "purchase", "production",
    "job", "cost", "ops", "auth", "relay", "worker",
    "admin",
  ]

  func prepare(adminPassword: String?) throws(StackFault) {
    for user in Self.databaseUsers { _ = try secret("database-\(user)") }
    // The one in use stays: another is set through the API, once the stack runs.
    if let adminPassword, kept("admin_password") == nil {
      try store(adminPassword, as: "admin_password")
    }
    _ = try secret("admin_password")
    try makeTokenKey()
  }

  /// The kept secret of that name, or a new one of 144 random bits.
  func secret(_ name: String) throws(StackFault) -> String {
    if let kept = kept(name) { return kept }
    let alphabet = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    var generator = SystemRandomNumberGenerator()
    let made = String((0..<24).compactMap { _ in alphabet.randomElement(using: &generator) })
    try store(made, as: name)
    return made
  }

  func kept(_ name: String) -> String? {
    let text = try? String(contentsOfFile: layout.secret(name), encoding: .utf8)
    return text.flatMap { $0.isEmpty ? nil : $0 }
  }

  func store(_ text: String, as name: String) throws(StackFault) {
    let path = layout.secret(name)
    unlink(path)
    let descriptor = try Descriptor.open(path, O_WRONLY | O_CREAT | O_EXCL)
    defer { close(descriptor) }
    guard Descriptor.write(Array(text.utf8), to: descriptor) else {
      throw Descriptor.fault("cannot write \(path)")
    }
  }

  /// The file with the private key that signs; its public half lies in the layout's `keys`.
  var tokenKey: String { layout.secret("token.pem") }

  private func makeTokenKey() throws(StackFault) {
    guard access(tokenKey, R_OK) != 0 else { return }
    let publicKey = "\(layout.keys)/first.pub.pem"
    try Command.require(["openssl", "genpkey", "-algorithm", "ed25519", "-out", tokenKey])
    chmod(tokenKey, 0o600)
    try Command.require(["openssl", "pkey", "-in", tokenKey, "-pubout", "-out", publicKey])
  }
}
