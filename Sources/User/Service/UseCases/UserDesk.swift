import EventStream
package import Security

/// What the operator at the machine does to users: by the API's rules, for the whole house, with
/// the API's events. Each works within a transaction of the caller's.
package struct UserDesk {
  private static let source = "erp"
  private let database: DatabaseConnection
  private let requestID: String

  /// - Parameter requestID: what its events are marked with
  package init(on database: DatabaseConnection, requestID: String) {
    self.database = database
    self.requestID = requestID
  }

  /// The user of this name, written in any case where that tells one alone.
  /// - Throws: `UserRefusal.userNotFound`
  package func user(_ username: String) throws -> User {
    let spellings = [username, TextForm.code(username)]
    guard let found = try Credentials.named(spellings, on: database),
      let user = try UserQueries.user(found.userID, on: database)
    else { throw UserRefusal.userNotFound }
    return user
  }

  /// Makes a user.
  /// - Parameter organisation: its code; nil for the first, which is the whole house
  /// - Throws: `UserRefusal` for a name that is taken, roles and an organisation that are none
  package func create(
    _ username: String, name: String, password hash: PasswordHash, organisation: String?,
    roles: [String]
  ) throws -> User {
    var organisationID = UserBootstrap.firstOrg
    if let organisation {
      guard let found = try OrgStore.id(of: organisation, on: database) else {
        throw UserRefusal.orgNotFound
      }
      organisationID = found
    }
    let codes = Set(roles).sorted()
    let userID = try UserWriting.create(
      username, name: name, phone: nil, hash: hash, organisationID: organisationID,
      roleIDs: try RoleStore.ids(of: codes, on: database), createdBy: 0, on: database)
    guard let user = try UserQueries.user(userID, on: database) else {
      throw UserRefusal.userNotFound
    }
    try publish(UserCreated(user.snapshot))
    return user
  }

  /// Lets a user in, or keeps him out from now on.
  /// - Returns: the user, whether anything changed, and how many logins ended
  /// - Throws: `UserRefusal.userNotFound`, `.lastAdmin`
  package func set(
    _ status: UserStatus, of username: String
  ) throws -> (user: User, isChanged: Bool, endedLogins: Int) {
    let old = try locked(username)
    var user = old
    guard
      try user.change(
        name: old.name, phone: old.phone, organisationID: old.organisationID, status: status,
        seen: old.version)
    else { return (old, false, 0) }
    let ended = try UserWriting.update(old, to: user, on: database)
    try publish(UserUpdated(user.snapshot))
    return (user, true, ended)
  }

  /// Gives a user roles, and takes others.
  /// - Throws: `UserRefusal.userNotFound`, `.roleNotFound`, `.lastAdmin`
  package func change(
    rolesOf username: String, adding added: [String], removing removed: [String]
  ) throws -> User {
    let old = try locked(username)
    _ = try RoleStore.ids(of: Set(removed).sorted(), on: database)
    let codes = Set(old.roles).union(added).subtracting(removed).sorted()
    let roleIDs = try RoleStore.ids(of: codes, on: database)
    guard let user = try UserWriting.assign(codes, roleIDs, to: old, on: database) else {
      return old
    }
    try publish(UserUpdated(user.snapshot))
    return user
  }

  private func locked(_ username: String) throws -> User {
    let userID = try user(username).id
    try UserStore.forUpdate(userID, on: database)
    guard let user = try UserQueries.user(userID, on: database) else {
      throw UserRefusal.userNotFound
    }
    return user
  }

  private func publish(_ event: some UserEvent) throws(DatabaseError) {
    try Outbox.append(
      [OutboxEvent(event, source: Self.source, requestID: requestID)], on: database)
  }
}
