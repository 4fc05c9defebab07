import EventCatalog
import Security
import UserDomain
import WebAPI

/// A new user.
struct CreateUser {
  func run(_ call: Call, _ new: NewUser, _ hash: PasswordHash) throws -> CreatedUser {
    let rights = Rights(call)
    let organisationID = new.organisationID ?? call.caller.organisationID
    let roles = RoleStore(database: call.database)
    try rights.requireOrg(organisationID)
    let codes = Set(new.roles).sorted()
    let roleIDs = try roles.ids(of: codes)
    try rights.requireCovering(roles: codes)
    let userID = try UserStore(database: call.database).insert(
      new, hash: hash, organisationID: organisationID, createdBy: call.caller.userID)
    try roles.replace(roleIDs, of: userID)
    let user = try rights.user(userID)
    try UserEvents.append(UserCreated(user.facts), call)
    return CreatedUser(user: user, warnings: try warnings(call, new, organisationID))
  }

  /// Who names no organisation gets the maker's: to be told, where that is the whole house.
  private func warnings(
    _ call: Call, _ new: NewUser, _ organisationID: Int64
  ) throws -> [CreatedUser.Warning] {
    guard new.organisationID == nil,
      try OrgStore(database: call.database).isWholeHouse(organisationID)
    else {
      return []
    }
    let reason =
      call.language == .chinese
      ? "未指定组织：该用户属于总部，可操作全公司的单据" : "none was named: this user acts for the whole house"
    return [CreatedUser.Warning(field: "org_id", reason: reason)]
  }
}
