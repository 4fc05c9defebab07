import Security

/// A new user.
enum CreateUser {
  static func run(_ call: Call, _ new: CreateUserRequest, _ hash: PasswordHash) throws
    -> CreatedUser
  {
    let rights = Rights(call)
    let organisationID = new.organisationID ?? call.caller.organisationID
    try rights.requireOrg(organisationID)
    let codes = Set(new.roles).sorted()
    let roleIDs = try RoleStore.ids(of: codes, on: call.database)
    try rights.requireCovering(roles: codes)
    let userID = try UserWriting.create(
      new.username, name: new.name, phone: new.phone, hash: hash, organisationID: organisationID,
      roleIDs: roleIDs, createdBy: call.caller.userID, on: call.database)
    let user = try rights.user(userID)
    try call.publish([UserCreated(user.snapshot)])
    return CreatedUser(user: user, warnings: try warnings(call, new, organisationID))
  }

  /// Who names no organisation gets the maker's: to be told, where that is the whole house.
  private static func warnings(
    _ call: Call, _ new: CreateUserRequest, _ organisationID: Int64
  ) throws -> [CreatedUser.Warning] {
    guard new.organisationID == nil,
      try OrgStore.isWholeHouse(organisationID, on: call.database)
    else {
      return []
    }
    let reason =
      call.language == .chinese
      ? "未指定组织：该用户属于总部，可操作全公司的单据" : "none was named: this user acts for the whole house"
    return [CreatedUser.Warning(field: "org_id", reason: reason)]
  }
}

/// A change of a user's name, phone, organisation or status.
enum ChangeUser {
  static func run(_ call: Call, _ change: ChangeUserRequest) throws -> User {
    let userID = try call.pathID()
    let rights = Rights(call)
    try UserStore.forUpdate(userID, on: call.database)
    let old = try rights.user(userID)
    try rights.requireCovering(roles: old.roles)
    if let organisationID = change.organisationID { try rights.requireOrg(organisationID) }
    var user = old
    guard
      try user.change(
        name: change.name ?? old.name, phone: change.phone.applied(to: old.phone),
        organisationID: change.organisationID ?? old.organisationID,
        status: change.status ?? old.status, seen: change.version)
    else { return old }
    try UserWriting.update(old, to: user, on: call.database)
    try call.publish([UserUpdated(user.snapshot)])
    return user
  }
}
