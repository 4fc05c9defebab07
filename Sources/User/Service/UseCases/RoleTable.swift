/// Keeps the roles that nobody changed as the table has them, with each `erp migrate`.
enum RoleTable {
  private static let takeSQL = SQL(
    "role_table.take", "UPDATE access_role_table SET version = ? WHERE id = 1 AND version < ?")
  private static let rolesSQL = SQL(
    "role_table.roles",
    """
    SELECT r.role_id, r.code, r.name, p.pattern FROM access_role r \
    LEFT JOIN access_role_permission p ON p.role_id = r.role_id ORDER BY r.role_id
    """)
  private static let clearSQL = SQL(
    "role_table.clear", "DELETE FROM access_role_permission WHERE role_id = ?")
  private static let renameSQL = SQL(
    "role_table.rename", "UPDATE access_role SET name = ? WHERE role_id = ?")
  /// The table of part 2.
  private static let version: Int64 = 2

  private struct Stored {
    let id: Int64
    let code: String
    let name: String
    var patterns: Set<String>
  }

  /// - Parameters:
  ///   - before: the permissions that were declared until now
  ///   - now: those that are declared from now on
  /// - Returns: the codes of the roles that were made, and whether any other was changed
  static func update(
    before: PermissionCatalogue, now: PermissionCatalogue, on database: DatabaseConnection
  ) throws -> (made: [String], hasChanged: Bool) {
    // Of two that come at once one writes the row, and the other finds it written.
    let isFirst =
      try database.execute(
        takeSQL, [.int(version), .int(version)]
      ).affectedRows == 1
    let roles = try stored(on: database)
    var hasChanged = false
    for role in roles where role.code != StandardRole.adminCode {
      let wanted = wanted(role, before, now, isFirst: isFirst)
      guard wanted.patterns != role.patterns || wanted.name != role.name else { continue }
      hasChanged = true
      try database.execute(clearSQL, [.int(role.id)])
      try database.execute(renameSQL, [.text(wanted.name), .int(role.id)])
      try RoleStore.give(wanted.patterns.sorted(), to: role.id, on: database)
    }
    guard isFirst else { return ([], hasChanged) }
    // A role that the house made under a code of the table stays as it is.
    let missing = StandardRole.all.filter { role in !roles.contains { $0.code == role.code } }
    for role in missing {
      try RoleStore.insert(
        Role(
          code: role.code, name: role.name,
          permissions: role.permissions(among: now.entries.map(\.code))), on: database)
    }
    return (missing.map(\.code), hasChanged)
  }

  private static func wanted(
    _ role: Stored, _ before: PermissionCatalogue, _ now: PermissionCatalogue, isFirst: Bool
  ) -> (patterns: Set<String>, name: String) {
    let standard = StandardRole.all.first { $0.code == role.code }
    let first = StandardRole.first[role.code]
    if let standard {
      let known = standard.permissions(among: before.entries.map(\.code))
      let isUntouched =
        isFirst ? first.map { Set($0.permissions) } == role.patterns : Set(known) == role.patterns
      if isUntouched {
        return (
          Set(standard.permissions(among: now.entries.map(\.code))),
          role.name == first?.name ? standard.name : role.name
        )
      }
    }
    guard isFirst, !role.patterns.contains("*") else { return (role.patterns, role.name) }
    // Nobody gains a right that nobody gave: a pattern means what it meant until now.
    guard case .codes(var codes) = before.grants(of: role.patterns) else {
      return (role.patterns, role.name)
    }
    // What names no permission yet names the one that it always did.
    codes.formUnion(role.patterns.filter { !$0.hasSuffix("*") && !$0.hasPrefix("*") })
    if codes.contains("po.read") { codes.insert("po.price_read") }
    return (codes, role.name)
  }

  private static func stored(on database: DatabaseConnection) throws(DatabaseError) -> [Stored] {
    var roles: [Stored] = []
    let rows = try database.query(rolesSQL) { row throws(DatabaseError) in
      (try row.int(), try row.text(), try row.text(), try row.textOrNil())
    }
    for (id, code, name, pattern) in rows {
      if roles.last?.id != id { roles.append(Stored(id: id, code: code, name: name, patterns: [])) }
      if let pattern, !roles.isEmpty { roles[roles.count - 1].patterns.insert(pattern) }
    }
    return roles
  }
}
