import Security

/// For the operator at the machine, when nobody is left who may give a user a new password.
package enum UserRescue {
  /// What became of it.
  package enum Outcome: Equatable, Sendable {
    case done(password: String)
    case noSuchUser
    /// The chosen password is not taken, in words for people.
    case refused(PasswordRule.Fault)
  }

  /// Who was given a password.
  package struct Rescued: Sendable {
    package let userID: Int64
    package let isDisabled: Bool
    /// How many logins ended.
    package let endedLogins: Int
  }

  /// Gives the user the password that the operator chose, or else one made at random, ends all of
  /// his logins, and forgets his failed ones.
  /// - Parameter then: what else belongs into the transaction, such as the audit log's row
  package static func resetPassword(
    of username: String, to chosen: String? = nil, on database: DatabaseConnection,
    then: (Rescued) throws -> Void = { _ in }
  ) throws -> Outcome {
    if let chosen, let fault = PasswordRule.fault(in: chosen, of: username) {
      return .refused(fault)
    }
    let password = chosen ?? UserBootstrap.madePassword()
    let hash = try PasswordHash(of: password)
    return try Retry.transaction(on: database) {
      guard let found = try Credentials.named([username], on: database) else { return .noSuchUser }
      try UserStore.forUpdate(found.userID, on: database)
      try UserStore.setPassword(hash, of: found.userID, on: database)
      let ended = try SessionStore.endAll(of: found.userID, because: .password, on: database)
      try LoginFailures.forget(username, on: database)
      try then(
        Rescued(
          userID: found.userID, isDisabled: found.status == .disabled, endedLogins: ended))
      return .done(password: password)
    }
  }

  /// Whether this is the user's password now; false when there is no such user.
  package static func isPassword(
    _ password: String, of username: String, on database: DatabaseConnection
  ) throws -> Bool {
    guard let found = try Credentials.named([username], on: database) else { return false }
    return try found.hash.matches(password)
  }
}
