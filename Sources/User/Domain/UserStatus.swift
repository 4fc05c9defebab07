/// Whether a user may log in.
package enum UserStatus: String, CaseIterable, Sendable {
  case active
  /// Keeps the history of what the user did, and refuses everything from now on.
  case disabled
}
