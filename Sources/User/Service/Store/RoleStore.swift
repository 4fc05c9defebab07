/// Roles, what they stand for, and who has them.
enum RoleStore {
  private static let idsSQL = SQLList("role.ids", maximum: 50) { count in
    """
    SELECT code, role_id FROM access_role WHERE code IN (\(SQLSeries.repeated("?", count))) \
    ORDER BY role_id
    """
  }
  private static let insertSQL = SQL(
    "role.insert", "INSERT INTO access_role (code, name) VALUES (?, ?)")
  private static let insertPermissionsSQL = SQLSeries("role.insert_permissions") { count in
    """
    INSERT INTO access_role_permission (role_id, pattern) \
    VALUES \(SQLSeries.repeated("(?, ?)", count))
    """
  }
  private static let clearSQL = SQL("user_role.clear", "DELETE FROM user_role WHERE user_id = ?")
  private static let giveSQL = SQLSeries("user_role.give", maximum: 50) { count in
    "INSERT INTO user_role (user_id, role_id) VALUES \(SQLSeries.repeated("(?, ?)", count))"
  }
  private static let patternsSQL = SQLList("role.patterns", maximum: 50) { count in
    """
    SELECT DISTINCT p.pattern FROM access_role r \
    JOIN access_role_permission p ON p.role_id = r.role_id \
    WHERE r.code IN (\(SQLSeries.repeated("?", count)))
    """
  }
  private static let adminForUpdateSQL = SQL(
    "role.lock_admin", "SELECT role_id FROM access_role WHERE code = ? FOR UPDATE")
  private static let otherAdminsSQL = SQL(
    "role.other_admins",
    """
    SELECT COUNT(*) FROM user_role ur JOIN user_account u ON u.user_id = ur.user_id \
    WHERE ur.role_id = ? AND u.user_id <> ? AND u.status = 'active'
    """)

  /// The ids of roles by their codes; refuses naming each code that is none. At most 50.
  static func ids(of codes: [String], on database: DatabaseConnection) throws -> [Int64] {
    guard !codes.isEmpty else { return [] }
    let found = try database.query(idsSQL[codes.count], codes.map { .text($0) }) {
      row throws(DatabaseError) in (try row.text(), try row.int())
    }
    let known = Set(found.map(\.0))
    let unknown = codes.filter { !known.contains($0) }
    guard unknown.isEmpty else { throw UserRefusal.roleNotFound(codes: unknown) }
    return found.map(\.1)
  }

  /// What the roles stand for together.
  static func patterns(of codes: [String], on database: DatabaseConnection) throws(DatabaseError)
    -> [String]
  {
    try database.query(patternsSQL, in: codes) { row throws(DatabaseError) in try row.text() }
  }

  static func insert(_ role: Role, on database: DatabaseConnection) throws {
    let id: Int64
    do throws(DatabaseError) {
      id = try database.execute(insertSQL, [.text(role.code), .text(role.name)]).lastInsertID
    } catch {
      if case .duplicateKey = error.kind { throw UserRefusal.roleTaken }
      throw error
    }
    try give(role.permissions, to: id, on: database)
  }

  /// Adds permissions to a role that has none of them.
  static func give(_ permissions: [String], to roleID: Int64, on database: DatabaseConnection)
    throws(DatabaseError)
  {
    try database.execute(insertPermissionsSQL, for: permissions) { [.int(roleID), .text($0)] }
  }

  /// Gives the user these roles and no others.
  static func replace(_ roleIDs: [Int64], of userID: Int64, on database: DatabaseConnection)
    throws(DatabaseError)
  {
    try database.execute(clearSQL, [.int(userID)])
    guard !roleIDs.isEmpty else { return }
    try database.execute(
      giveSQL[roleIDs.count], roleIDs.flatMap { [.int(userID), .int($0)] })
  }

  /// Refuses if nobody but `userID` is an active admin. Those who ask wait for one another, so
  /// that two admins cannot remove each other.
  static func requireOtherAdmin(than userID: Int64, on database: DatabaseConnection) throws {
    let role = try database.first(adminForUpdateSQL, [.text(StandardRole.adminCode)]) {
      row throws(DatabaseError) in try row.int()
    }
    guard let role else { return }
    let others = try database.first(otherAdminsSQL, [.int(role), .int(userID)]) {
      row throws(DatabaseError) in try row.int()
    }
    if others ?? 0 == 0 { throw UserRefusal.lastAdmin }
  }
}
