import Kernel
import MariaDBClient
import UserDomain
import WebAPI

/// Roles, what they stand for, and who has them.
struct RoleStore {
  let database: DatabaseConnection

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
  private static let listSQL = ListSQL(
    "role.list",
    select: """
      r.code, r.name, (SELECT GROUP_CONCAT(p.pattern ORDER BY p.pattern) \
      FROM access_role_permission p WHERE p.role_id = r.role_id)
      """,
    "FROM access_role r", orders: ["code": "r.code", "-code": "r.code DESC"])
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
  private static let lockAdminSQL = SQL(
    "role.lock_admin", "SELECT role_id FROM access_role WHERE code = ? FOR UPDATE")
  private static let otherAdminsSQL = SQL(
    "role.other_admins",
    """
    SELECT COUNT(*) FROM user_role ur JOIN user_account u ON u.user_id = ur.user_id \
    WHERE ur.role_id = ? AND u.user_id <> ? AND u.status = 'active'
    """)

  /// The ids of roles by their codes; refuses naming each code that is none. At most 50.
  func ids(of codes: [String]) throws -> [Int64] {
    guard !codes.isEmpty else { return [] }
    let found = try database.query(Self.idsSQL[codes.count], codes.map { .text($0) }) {
      row throws(DatabaseError) in (try row.text(), try row.int())
    }
    let known = Set(found.map(\.0))
    let unknown = codes.filter { !known.contains($0) }
    guard unknown.isEmpty else { throw UserRefusal.roleNotFound(codes: unknown) }
    return found.map(\.1)
  }

  /// What the roles stand for together.
  func patterns(of codes: [String]) throws(DatabaseError) -> [String] {
    var patterns: [String] = []
    for range in Self.patternsSQL.chunks(of: codes.count) {
      patterns += try database.query(
        Self.patternsSQL[range.count], codes[range].map { .text($0) }
      ) { row throws(DatabaseError) in try row.text() }
    }
    return patterns
  }

  func insert(_ role: Role) throws {
    let id: Int64
    do throws(DatabaseError) {
      id = try database.execute(Self.insertSQL, [.text(role.code), .text(role.name)]).lastInsertID
    } catch {
      if case .duplicateKey = error.kind { throw UserRefusal.roleTaken }
      throw error
    }
    try give(role.permissions, to: id)
  }

  /// Adds permissions to a role that has none of them.
  func give(_ permissions: [String], to roleID: Int64) throws(DatabaseError) {
    for range in Self.insertPermissionsSQL.chunks(of: permissions.count) {
      try database.execute(
        Self.insertPermissionsSQL[range.count],
        permissions[range].flatMap { [.int(roleID), .text($0)] })
    }
  }

  func list(_ listing: Listing) throws(DatabaseError) -> Page<Role> {
    try Self.listSQL.page(listing, on: database) { row throws(DatabaseError) in
      Role(
        code: try row.text(), name: try row.text(),
        permissions: (try row.textOrNil() ?? "").split(separator: ",").map(String.init))
    }
  }

  /// Gives the user these roles and no others.
  func replace(_ roleIDs: [Int64], of userID: Int64) throws(DatabaseError) {
    try database.execute(Self.clearSQL, [.int(userID)])
    guard !roleIDs.isEmpty else { return }
    try database.execute(
      Self.giveSQL[roleIDs.count], roleIDs.flatMap { [.int(userID), .int($0)] })
  }

  /// Refuses if nobody but `userID` is an active admin. Those who ask wait for one another, so
  /// that two admins cannot remove each other.
  func requireOtherAdmin(than userID: Int64) throws {
    let role = try database.first(Self.lockAdminSQL, [.text(StandardRole.adminCode)]) {
      row throws(DatabaseError) in try row.int()
    }
    guard let role else { return }
    let others = try database.first(Self.otherAdminsSQL, [.int(role), .int(userID)]) {
      row throws(DatabaseError) in try row.int()
    }
    if others ?? 0 == 0 { throw UserRefusal.lastAdmin }
  }
}
