import Kernel
import MariaDBClient
import UserDomain
import WebAPI

/// Reads users as the API shows them.
struct UserQueries {
  let database: DatabaseConnection

  private static let columns = """
    u.user_id, u.username, u.name, u.phone, u.org_id, u.status, u.version, u.created_at, \
    (SELECT GROUP_CONCAT(r.code ORDER BY r.code) FROM user_role ur \
    JOIN access_role r ON r.role_id = ur.role_id WHERE ur.user_id = u.user_id)
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

  func user(_ userID: Int64) throws(DatabaseError) -> User? {
    try database.first(Self.oneSQL, [.int(userID)], Self.user)
  }

  /// The users below `path`.
  func list(_ query: UserFilter, below path: OrgPath) throws(DatabaseError) -> Page<User> {
    let part = SQLValue.containing(query.keyword)
    return try Self.listSQL.page(
      query.listing,
      [.text(path.text), part, part, part] + .filters(query.status?.rawValue, query.organisationID),
      on: database, Self.user)
  }

  private static func user(_ row: borrowing Row) throws(DatabaseError) -> User {
    User(
      userID: try row.int(0), username: try row.text(1), name: try row.text(2),
      phone: try row.textOrNil(3), organisationID: try row.int(4),
      roles: (try row.textOrNil(8) ?? "").split(separator: ",").map(String.init),
      status: UserStatus(rawValue: try row.text(5)) ?? .disabled, version: try row.int(6),
      createdAt: try row.instant(7))
  }
}
