import EventCatalog
import UserDomain
import WebAPI

/// Gives a user these roles and no others. Takes effect on the user's very next request, within the
/// second that the token checkers need to hear of it.
struct AssignRoles {
  func run(_ call: Call, _ assignment: RoleAssignment) throws -> User {
    let rights = Rights(call)
    let users = UserStore(database: call.database)
    let roles = RoleStore(database: call.database)
    try users.lock(assignment.userID)
    let old = try rights.user(assignment.userID)
    let codes = Set(assignment.roles).sorted()
    let roleIDs = try roles.ids(of: codes)
    try rights.requireCovering(roles: Set(codes + old.roles).sorted())
    if old.roles.contains(StandardRole.adminCode), !codes.contains(StandardRole.adminCode) {
      try roles.requireOtherAdmin(than: old.userID)
    }
    guard codes != old.roles else { return old }
    try roles.replace(roleIDs, of: old.userID)
    try users.touch(old.userID)
    let user = try rights.user(old.userID)
    try UserEvents.append(UserUpdated(user.facts), call)
    return user
  }
}
