import EventCatalog
import UserDomain
import WebAPI

/// A change of a user's name, phone, organisation or status.
struct ChangeUser {
  func run(_ call: Call, _ change: UserChange) throws -> User {
    let userID = try call.pathID()
    let rights = Rights(call)
    let users = UserStore(database: call.database)
    try users.lock(userID)
    let old = try rights.user(userID)
    try rights.requireCovering(roles: old.roles)
    if let organisationID = change.organisationID { try rights.requireOrg(organisationID) }
    let new = old.with(change)
    if new == old { return old }
    guard change.version == old.version else { throw UserRefusal.versionStale }
    let isDisabled = old.status == .active && new.status == .disabled
    if isDisabled, old.roles.contains(StandardRole.adminCode) {
      try RoleStore(database: call.database).requireOtherAdmin(than: userID)
    }
    try users.update(new, endsTokens: isDisabled)
    if isDisabled {
      try SessionStore(database: call.database).endAll(of: userID, because: .disabled)
    }
    let user = try rights.user(userID)
    try UserEvents.append(UserUpdated(user.facts), call)
    return user
  }
}

extension User {
  /// The same user with what the change names.
  fileprivate func with(_ change: UserChange) -> User {
    User(
      userID: userID, username: username, name: change.name ?? name,
      phone: change.phone.applied(to: phone),
      organisationID: change.organisationID ?? organisationID,
      roles: roles, status: change.status ?? status, version: version, createdAt: createdAt)
  }
}
