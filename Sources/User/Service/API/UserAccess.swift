/// What a user may do, as the responders are told with each of its requests.
package struct UserAccess: Sendable {
  package let userID: Int64
  package let username: String
  package let organisationID: Int64
  package let isActive: Bool
  /// Tokens with another version are refused.
  package let tokenVersion: Int64
  /// Moves with everything else here that concerns this user alone.
  package let authVersion: Int64
  /// Moves with what concerns many: the tree of organisations, the list of permissions.
  package let epoch: Int64
  /// `*`, or permission codes between commas.
  package let permissions: String
  /// `*`, or ids of organisations between commas: the user's own and those below.
  package let orgScope: String
}
