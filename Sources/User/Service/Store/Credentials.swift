import MariaDBClient
import Security
import UserDomain

/// What a login needs to know of a user.
struct Credentials {
  let userID: Int64
  let hash: PasswordHash
  let status: UserStatus
  let tokenVersion: Int64

  private static let columns = "user_id, password_hash, status, token_version"
  private static let namedSQL = SQL(
    "user.credentials", "SELECT \(columns) FROM user_account WHERE username = ?")
  private static let lockedSQL = SQL(
    "user.credentials_locked", "SELECT \(columns) FROM user_account WHERE user_id = ? FOR UPDATE")

  /// The user called `username`, or nil.
  static func named(
    _ username: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Credentials? {
    try database.first(namedSQL, [.text(username)], Credentials.init)
  }

  /// The user, its row locked, so that no disabling slips in between.
  static func locked(
    _ userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Credentials? {
    try database.first(lockedSQL, [.int(userID)], Credentials.init)
  }

  private init(_ row: borrowing Row) throws(DatabaseError) {
    userID = try row.int(0)
    hash = PasswordHash(stored: try row.text(1))
    status = UserStatus(rawValue: try row.text(2)) ?? .disabled
    tokenVersion = try row.int(3)
  }
}
