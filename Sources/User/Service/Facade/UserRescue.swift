package import MariaDBClient
import Security

/// For the operator at the machine, when nobody is left who may give a user a new password.
package enum UserRescue {
  /// Gives the user a password made at random, ends all of his logins, and forgets his failed ones.
  /// - Returns: the password, to be shown once; nil when there is no such user
  package static func resetPassword(
    of username: String, on database: DatabaseConnection
  ) throws -> String? {
    let password = UserBootstrap.madePassword()
    let hash = try PasswordHash(of: password)
    return try Retry.transaction(on: database) {
      guard let found = try Credentials.named(username, on: database) else { return nil }
      let users = UserStore(database: database)
      try users.lock(found.userID)
      try users.setPassword(hash, of: found.userID)
      try SessionStore(database: database).endAll(of: found.userID, because: .password)
      try LoginFailures(database: database).forget(username)
      return password
    }
  }
}
