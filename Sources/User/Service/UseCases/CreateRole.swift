import UserDomain
import WebAPI

/// A new role.
struct CreateRole {
  func run(_ call: Call, _ new: NewRole) throws -> Role {
    let catalogue = try PermissionStore(database: call.database).catalogue()
    let faults = FaultList()
    for (index, permission) in new.permissions.enumerated() where !catalogue.knows(permission) {
      faults.add(
        "permissions[\(index)]",
        .other(english: "is not a known permission", chinese: "不是已知的权限"))
    }
    guard faults.isEmpty else { throw faults.problem(in: call.language) }
    try Rights(call).requireCovering(patterns: new.permissions)
    let role = Role(code: new.code, name: new.name, permissions: Set(new.permissions).sorted())
    try RoleStore(database: call.database).insert(role)
    return role
  }
}
