/// What a new password must be. Its strength is its length: no rule asks for a digit or a sign.
package enum PasswordRule {
  /// Bytes in UTF-8. bcrypt ignores everything after the 72nd.
  package static let bytes = 8...72

  /// Why a password is not taken.
  package enum Fault: Error, Equatable, Sendable {
    case tooShort
    case tooLong
    /// A NUL or another control character, which some keyboards and pastes send by accident.
    case controlCharacter
    /// The same as the user's name.
    case isTheName
  }

  /// The first fault of `password`, or nil.
  package static func fault(in password: String, of username: String) -> Fault? {
    let count = password.utf8.count
    if count < bytes.lowerBound { return .tooShort }
    if count > bytes.upperBound { return .tooLong }
    if password.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return .controlCharacter }
    return password == username ? .isTheName : nil
  }
}

/// How many wrong passwords a name may have in a while.
///
/// Counted for unknown names too, else the count would tell which names exist. It blocks a name for
/// minutes, never for good: nobody can lock others out for longer than an attack lasts.
package enum LoginThrottle {
  /// So many failures within `windowSeconds` are answered; the next attempt is not even tried.
  package static let failures = 5
  /// Seconds.
  package static let windowSeconds = 300
}
