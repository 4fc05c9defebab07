/// A new role.
enum CreateRole {
  static func run(_ call: Call, _ new: CreateRoleRequest) throws -> Role {
    let catalogue = try PermissionStore.catalogue(on: call.database)
    let faults = FaultList()
    for (index, permission) in new.permissions.enumerated() where !catalogue.knows(permission) {
      faults.add(
        "permissions[\(index)]",
        .other(english: "is not a known permission", chinese: "不是已知的权限"))
    }
    guard faults.isEmpty else { throw faults.problem(in: call.language) }
    try Rights(call).requireCovering(patterns: new.permissions)
    let role = Role(code: new.code, name: new.name, permissions: Set(new.permissions).sorted())
    try RoleStore.insert(role, on: call.database)
    call.object = "role:\(role.code)"
    return role
  }
}

/// Gives a user these roles and no others. Takes effect on the user's very next request, within the
/// second that the token checkers need to hear of it.
enum AssignRoles {
  static func run(_ call: Call, _ assignment: AssignRolesRequest) throws -> User {
    let rights = Rights(call)
    call.object = "user:\(assignment.userID)"
    try UserStore.forUpdate(assignment.userID, on: call.database)
    let old = try rights.user(assignment.userID)
    let codes = Set(assignment.roles).sorted()
    let roleIDs = try RoleStore.ids(of: codes, on: call.database)
    try rights.requireCovering(roles: Set(codes + old.roles).sorted())
    guard let user = try UserWriting.assign(codes, roleIDs, to: old, on: call.database) else {
      return old
    }
    try call.publish([UserUpdated(user.snapshot)])
    return user
  }
}

/// A new organisation.
enum CreateOrg {
  static func run(_ call: Call, _ new: CreateOrgRequest) throws -> Org {
    // Only who sees everything may plant a new tree; for others the new one is a branch of theirs.
    let isLimited = call.caller.scope.limitedTo != nil
    let parent = new.parentID ?? (isLimited ? call.caller.organisationID : nil)
    if let parent { try Rights(call).requireOrg(parent) }
    let org = try OrgStore.insert(
      code: new.code, name: new.name, kind: new.kind, below: parent, on: call.database)
    try AccessEpoch.move(on: call.database)
    call.object = "org:\(org.id)"
    return org
  }
}
