/// A user in the operator's list.
package struct UserRosterEntry: Sendable {
  package let user: User
  /// Code of the organisation.
  package let organisation: String
  /// When the user logged in last, as far as that login is still known.
  package let lastLogin: Instant?
}

/// All users and all roles, for the operator at the machine.
package enum UserRoster {
  private static let usersSQL = SQL(
    "user.roster",
    """
    SELECT \(UserQueries.columns), o.code, \
    (SELECT MAX(s.created_at) FROM user_session s WHERE s.user_id = u.user_id) \
    FROM user_account u JOIN org_unit o ON o.org_id = u.org_id ORDER BY u.username
    """)

  /// All users, by name.
  package static func users(on database: DatabaseConnection) throws(DatabaseError)
    -> [UserRosterEntry]
  {
    try database.query(usersSQL) { row throws(DatabaseError) in
      UserRosterEntry(
        user: try UserQueries.user(row), organisation: try row.text(),
        lastLogin: try row.instantOrNil())
    }
  }

  private static let nameSQL = SQL(
    "user.name", "SELECT username FROM user_account WHERE user_id = ?")

  /// The user's name; nil for an id that nobody has.
  package static func name(
    of userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> String? {
    try database.first(nameSQL, [.int(userID)]) { row throws(DatabaseError) in try row.text() }
  }

  private static let rolesSQL = SQL(
    "role.roster", "SELECT \(RightsQueries.roleColumns) FROM access_role r ORDER BY r.code")

  /// All roles with what they stand for, by code.
  package static func roles(on database: DatabaseConnection) throws(DatabaseError) -> [Role] {
    try database.query(rolesSQL, [], RightsQueries.role)
  }
}
