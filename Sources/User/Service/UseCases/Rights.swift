/// What a caller may do to others: within its organisations, and never more than it may itself.
struct Rights {
  private let call: Call

  init(_ call: Call) { self.call = call }

  /// The user, if it is in the caller's scope. Others do not exist for the caller.
  func user(_ userID: Int64) throws -> User {
    guard let user = try UserQueries.user(userID, on: call.database),
      call.caller.scope.contains(user.organisationID)
    else { throw UserRefusal.userNotFound }
    return user
  }

  /// Refuses an organisation that is not there, or not in the caller's scope.
  func requireOrg(_ organisationID: Int64) throws {
    guard call.caller.scope.contains(organisationID),
      try OrgStore.path(of: organisationID, on: call.database) != nil
    else { throw UserRefusal.orgNotFound }
  }

  /// Refuses unless the caller may do everything that the roles allow: so nobody can raise himself
  /// or a friend, nor push down somebody who stands above.
  func requireCovering(roles codes: [String]) throws {
    let patterns = try RoleStore.patterns(of: codes, on: call.database)
    try requireCovering(patterns: patterns)
  }

  /// The same for permissions and patterns of them.
  func requireCovering(patterns: [String]) throws {
    guard !patterns.isEmpty, !isAll else { return }
    let catalogue = try PermissionStore.catalogue(on: call.database)
    switch catalogue.grants(of: patterns) {
    case .everything: throw UserRefusal.beyondOwnRights
    case .codes(let codes):
      guard codes.allSatisfy(call.caller.permissions.contains) else {
        throw UserRefusal.beyondOwnRights
      }
    }
  }

  private var isAll: Bool { call.caller.permissions.contains("*") }
}
