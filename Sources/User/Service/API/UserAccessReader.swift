/// What a user may do, as the responders are told with each of its requests.
package struct UserAccess: Sendable {
  package let userID: Int64
  package let username: String
  package let organisationID: Int64
  package let isActive: Bool
  /// Tokens with another version are refused.
  package let tokenVersion: Int64
  /// Moves with everything else here that concerns this user alone.
  package let authVersion: Int64
  /// Moves with what concerns many: the tree of organisations, the list of permissions.
  package let epoch: Int64
  /// `*`, or permission codes between commas.
  package fileprivate(set) var permissions: String
  /// `*`, or ids of organisations between commas: the user's own and those below.
  package fileprivate(set) var orgScope: String
}

/// Reads what the token checkers need. One thread, as its connection.
package struct UserAccessReader {
  private let database: DatabaseConnection

  // The epoch and the version are read in the first statement, so that whatever changes between
  // the statements is noticed: the state then looks older than it is, never newer.
  private static let userSQL = SQL(
    "user_access.user",
    """
    SELECT u.username, u.org_id, u.status = 'active', u.token_version, u.auth_version, e.epoch, \
    o.path FROM user_account u JOIN org_unit o ON o.org_id = u.org_id \
    JOIN access_epoch e ON e.id = 1 WHERE u.user_id = ?
    """)
  private static let patternsSQL = SQL(
    "user_access.patterns",
    """
    SELECT DISTINCT p.pattern FROM user_role ur \
    JOIN access_role_permission p ON p.role_id = ur.role_id WHERE ur.user_id = ?
    """)
  private static let scopeSQL = SQL(
    "user_access.scope",
    "SELECT org_id FROM org_unit WHERE path LIKE CONCAT(?, '%') ORDER BY org_id")
  private static let orgCountSQL = SQL("user_access.orgs", "SELECT COUNT(*) FROM org_unit")
  private static let sessionSQL = SQL(
    "user_access.session",
    """
    SELECT 1 FROM user_session WHERE session_id = ? AND user_id = ? AND revoked_at IS NULL
    """)

  package init(_ database: DatabaseConnection) { self.database = database }

  /// Whether the login goes on.
  package func isOpen(sessionID: Int64, userID: Int64) throws(DatabaseError) -> Bool {
    try database.first(Self.sessionSQL, [.int(sessionID), .int(userID)]) {
      row throws(DatabaseError) in try row.int()
    } != nil
  }

  /// The user's access as it is now; nil for a user that is not there.
  package func access(of userID: Int64) throws(DatabaseError) -> UserAccess? {
    let found = try database.first(Self.userSQL, [.int(userID)]) { row throws(DatabaseError) in
      let access = UserAccess(
        userID: userID, username: try row.text(), organisationID: try row.int(),
        isActive: try row.bool(), tokenVersion: try row.int(), authVersion: try row.int(),
        epoch: try row.int(), permissions: "", orgScope: "")
      return (access, OrgPath(stored: try row.text()))
    }
    guard case (var access, let path)? = found else { return nil }
    let patterns = try database.query(Self.patternsSQL, [.int(userID)]) {
      row throws(DatabaseError) in try row.text()
    }
    let grants = try PermissionStore.catalogue(on: database).grants(of: patterns)
    access.permissions = grants.text
    access.orgScope = try scope(grants, path)
    return access
  }

  /// Who may do everything, and whoever stands above all organisations, needs no list of them.
  private func scope(
    _ grants: PermissionGrants, _ path: OrgPath
  ) throws(DatabaseError) -> String {
    if grants == .everything { return "*" }
    let ids = try database.query(Self.scopeSQL, [.text(path.text)]) {
      row throws(DatabaseError) in try row.int()
    }
    let all = try database.first(Self.orgCountSQL) { row throws(DatabaseError) in try row.int() }
    if Int64(ids.count) == all { return "*" }
    return ids.map(String.init).joined(separator: ",")
  }
}
