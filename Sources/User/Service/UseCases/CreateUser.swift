import EventCatalog
import Security
import UserDomain
import WebAPI

/// A new user.
struct CreateUser {
  func run(_ call: Call, _ new: NewUser, _ hash: PasswordHash) throws -> User {
    let rights = Rights(call)
    let orgID = new.orgID ?? call.caller.organisationID
    let roles = RoleStore(database: call.database)
    try rights.requireOrg(orgID)
    let codes = Set(new.roles).sorted()
    let roleIDs = try roles.ids(of: codes)
    try rights.requireCovering(roles: codes)
    let userID = try UserStore(database: call.database).insert(
      new, hash: hash, orgID: orgID, createdBy: call.caller.userID)
    try roles.replace(roleIDs, of: userID)
    let user = try rights.user(userID)
    try UserEvents.append(UserCreated(user.facts), call)
    return user
  }
}
