import Kernel
import MariaDBClient
import UserDomain
import WebAPI

/// Reads users as the API shows them.
struct UserQueries {
  let database: DatabaseConnection

  private static let select = """
    SELECT u.user_id, u.username, u.name, u.phone, u.org_id, u.status, u.version, u.created_at, \
    (SELECT GROUP_CONCAT(r.code ORDER BY r.code) FROM user_role ur \
    JOIN access_role r ON r.role_id = ur.role_id WHERE ur.user_id = u.user_id) \
    FROM user_account u
    """
  private static let oneSQL = SQL("user.read", "\(select) WHERE u.user_id = ?")

  private static let filter = """
    JOIN org_unit o ON o.org_id = u.org_id WHERE o.path LIKE CONCAT(?, '%') \
    AND (? IS NULL OR u.username LIKE ? OR u.name LIKE ?) AND (? IS NULL OR u.status = ?) \
    AND (? IS NULL OR u.org_id = ?)
    """
  private static let countSQL = SQL("user.count", "SELECT COUNT(*) FROM user_account u \(filter)")

  /// A statement for each order that a client may ask for: an ORDER BY takes no placeholder.
  private static let listSQL: [String: SQL] = {
    var statements: [String: SQL] = [:]
    for column in ["created_at", "username", "user_id"] {
      for direction in ["", "-"] {
        let order = direction.isEmpty ? "ASC" : "DESC"
        statements[direction + column] = SQL(
          "user.list",
          "\(select) \(filter) ORDER BY u.\(column) \(order), u.user_id \(order) LIMIT ? OFFSET ?")
      }
    }
    return statements
  }()

  func user(_ userID: Int64) throws(DatabaseError) -> User? {
    try database.first(Self.oneSQL, [.int(userID)], Self.user)
  }

  /// The users below `path`.
  func list(_ query: UserListQuery, below path: OrgPath) throws(DatabaseError) -> Page<User> {
    let listing = query.listing
    guard let statement = Self.listSQL[(listing.isDescending ? "-" : "") + listing.sort] else {
      return Page([], of: 0, listing.page)
    }
    let keyword = SQLValue.of(query.keyword.map(Self.containing))
    let status = SQLValue.of(query.status?.rawValue)
    let org = SQLValue.of(query.orgID)
    let values: [SQLValue] = [
      .text(path.text), keyword, keyword, keyword, status, status, org, org,
    ]
    let total = try database.first(Self.countSQL, values) { row throws(DatabaseError) in
      try row.int(0)
    }
    let users = try database.query(
      statement, values + [.of(listing.page.size), .of(listing.page.offset)], Self.user)
    return Page(users, of: total ?? 0, listing.page)
  }

  private static func user(_ row: borrowing Row) throws(DatabaseError) -> User {
    User(
      userID: try row.int(0), username: try row.text(1), name: try row.text(2),
      phone: try row.textOrNil(3), orgID: try row.int(4),
      roles: (try row.textOrNil(8) ?? "").split(separator: ",").map(String.init),
      status: UserStatus(rawValue: try row.text(5)) ?? .disabled, version: try row.int(6),
      createdAt: try row.instant(7))
  }

  /// A LIKE pattern for texts that contain `part`, which may hold the pattern's own signs.
  private static func containing(_ part: String) -> String {
    var pattern = "%"
    for character in part {
      if character == "%" || character == "_" || character == "\\" { pattern.append("\\") }
      pattern.append(character)
    }
    return pattern + "%"
  }
}
