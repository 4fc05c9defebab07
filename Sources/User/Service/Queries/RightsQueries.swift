/// Reads roles, permissions and the tree of organisations.
enum RightsQueries {
  static let roleColumns = """
    r.code, r.name, (SELECT GROUP_CONCAT(p.pattern ORDER BY p.pattern) \
    FROM access_role_permission p WHERE p.role_id = r.role_id)
    """
  private static let rolesSQL = ListSQL(
    "role.list", select: roleColumns,
    "FROM access_role r", orders: ["code": "r.code", "-code": "r.code DESC"])

  /// `GET /user/role/list`
  static func roles(_ call: Call, _ query: RoleFilter) throws -> Page<Role> {
    try rolesSQL.page(query.listing, on: call.database, role)
  }

  /// A row of `roleColumns`.
  static func role(_ row: borrowing Row) throws(DatabaseError) -> Role {
    Role(
      code: try row.text(), name: try row.text(),
      permissions: (try row.textOrNil() ?? "").split(separator: ",").map(String.init))
  }

  /// `GET /user/permission/list`
  static func permissions(_ call: Call) throws -> [PermissionAnswer] {
    try PermissionStore.catalogue(on: call.database).entries.map {
      PermissionAnswer(code: $0.code, description: $0.description)
    }
  }

  /// `GET /user/org/tree`
  static func organisations(_ call: Call) throws -> [OrgNode] {
    let top = try OrgStore.scope(of: call.caller, on: call.database)
    return OrgNode.forest(of: try OrgStore.all(below: top, on: call.database))
  }
}
