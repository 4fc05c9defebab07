/// Why the user centre says no.
package enum UserRefusal: Error, Equatable, Sendable {
  /// Wrong name or wrong password: deliberately one case.
  case badCredentials
  /// The password was right, and the user is disabled.
  case userDisabled
  /// Too many wrong passwords for this name; the first such answer in a window, or one of those
  /// that follow it.
  case tooManyFailures(retryAfterSeconds: Int, isFirst: Bool)
  /// The refresh token is unknown, used before, expired or its login was ended.
  case refreshRefused
  /// Every core was busy hashing passwords for too long.
  case busy
  case userNotFound
  case usernameTaken
  case roleNotFound(codes: [String])
  case roleTaken
  case orgNotFound
  case orgTaken
  /// The tree would become too deep or too large.
  case orgLimit
  case versionStale
  /// Rights that the caller does not have would be given or taken away.
  case beyondOwnRights
  /// Nobody would be left who may do everything.
  case lastAdmin
}
