/// Reads users.
enum UserQueries {
  static let columns = """
    u.user_id, u.username, u.name, u.phone, u.org_id, \
    (SELECT GROUP_CONCAT(r.code ORDER BY r.code) FROM user_role ur \
    JOIN access_role r ON r.role_id = ur.role_id WHERE ur.user_id = u.user_id), \
    u.status, u.version, u.created_at
    """
  private static let oneSQL = SQL(
    "user.read", "SELECT \(columns) FROM user_account u WHERE u.user_id = ?")

  private static let listSQL = ListSQL(
    "user.list", select: columns,
    """
    FROM user_account u JOIN org_unit o ON o.org_id = u.org_id WHERE o.path LIKE CONCAT(?, '%') \
    AND (? IS NULL OR u.username LIKE ? OR u.name LIKE ?) AND (? IS NULL OR u.status = ?) \
    AND (? IS NULL OR u.org_id = ?)
    """,
    orders: [
      "-created_at": "u.created_at DESC, u.user_id DESC", "created_at": "u.created_at, u.user_id",
      "-username": "u.username DESC", "username": "u.username",
      "-user_id": "u.user_id DESC", "user_id": "u.user_id",
    ])

  static func user(_ userID: Int64, on database: DatabaseConnection) throws(DatabaseError) -> User?
  {
    try database.first(oneSQL, [.int(userID)], user)
  }

  /// `GET /user/list`: those of the caller's organisations.
  static func list(_ call: Call, _ query: UserFilter) throws -> Page<User> {
    let path = try OrgStore.scope(of: call.caller, on: call.database)
    let part = SQLValue.containing(query.keyword)
    return try listSQL.page(
      query.listing,
      [.text(path.text), part, part, part] + .filters(query.status?.rawValue, query.organisationID),
      on: call.database, user)
  }

  /// `GET /user/me`
  static func own(_ call: Call) throws -> OwnUser {
    guard let user = try user(call.caller.userID, on: call.database) else {
      throw UserRefusal.userNotFound
    }
    let patterns = try RoleStore.patterns(of: user.roles, on: call.database)
    let catalogue = try PermissionStore.catalogue(on: call.database)
    let codes = catalogue.entries.map(\.code).filter(catalogue.grants(of: patterns).contains)
    return OwnUser(user: user, permissions: codes)
  }

  /// A row of `columns`.
  static func user(_ row: borrowing Row) throws(DatabaseError) -> User {
    User(
      id: try row.int(), username: try row.text(), name: try row.text(),
      phone: try row.textOrNil(), organisationID: try row.int(),
      roles: (try row.textOrNil() ?? "").split(separator: ",").map(String.init),
      status: try row.choice(), version: try row.int(), createdAt: try row.instant())
  }
}
