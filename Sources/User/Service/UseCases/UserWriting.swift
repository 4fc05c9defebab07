import Security

/// What is written of a user, whoever asked for it: the API's callers or the operator at the
/// machine. Who may ask is the callers' matter.
enum UserWriting {
  /// Makes a user with these roles.
  /// - Throws: `UserRefusal` for a name that is taken and for roles that are none
  static func create(
    _ username: String, name: String, phone: String?, hash: PasswordHash, organisationID: Int64,
    roleIDs: [Int64], createdBy: Int64, on database: DatabaseConnection
  ) throws -> Int64 {
    let userID = try UserStore.insert(
      username, name: name, phone: phone, hash: hash, organisationID: organisationID,
      createdBy: createdBy, on: database)
    try RoleStore.replace(roleIDs, of: userID, on: database)
    return userID
  }

  /// Writes what a user became; who is disabled hereby is logged out everywhere.
  /// - Returns: how many logins ended
  /// - Throws: `UserRefusal.lastAdmin` when nobody would be left who may do everything
  @discardableResult
  static func update(
    _ old: User, to user: User, on database: DatabaseConnection
  ) throws -> Int {
    let isDisabled = old.status == .active && user.status == .disabled
    if isDisabled, old.isAdmin {
      try RoleStore.requireOtherAdmin(than: user.id, on: database)
    }
    try UserStore.update(user, endsTokens: isDisabled, on: database)
    guard isDisabled else { return 0 }
    return try SessionStore.endAll(of: user.id, because: .disabled, on: database)
  }

  /// Gives a user these roles and no others.
  /// - Parameters:
  ///   - codes: in order, each once
  ///   - roleIDs: theirs
  /// - Returns: the user with them; nil when it had just these
  /// - Throws: `UserRefusal.lastAdmin`
  static func assign(
    _ codes: [String], _ roleIDs: [Int64], to old: User, on database: DatabaseConnection
  ) throws -> User? {
    if old.isAdmin, !codes.contains(StandardRole.adminCode) {
      try RoleStore.requireOtherAdmin(than: old.id, on: database)
    }
    guard codes != old.roles else { return nil }
    try RoleStore.replace(roleIDs, of: old.id, on: database)
    var changed = old
    changed.assign(roles: codes)
    try UserStore.touch(changed, on: database)
    return try UserQueries.user(old.id, on: database)
  }
}
