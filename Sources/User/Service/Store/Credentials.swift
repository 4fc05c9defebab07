import Security

/// What a login needs to know of a user.
struct Credentials {
  let userID: Int64
  let hash: PasswordHash
  let status: UserStatus
  let tokenVersion: Int64

  private static let columns = "user_id, password_hash, status, token_version"
  private static let namedSQL = SQL(
    "user.credentials",
    """
    SELECT \(columns), username FROM user_account WHERE username = ? OR username = ? \
    OR name_key = ? ORDER BY user_id LIMIT 50
    """)
  private static let forUpdateSQL = SQL(
    "user.credentials_locked", "SELECT \(columns) FROM user_account WHERE user_id = ? FOR UPDATE")

  /// The user whose name is written like one of `spellings`, the first that is one; else the only
  /// one who has that name in any case. Nil if there is none, or no only one.
  static func named(
    _ spellings: [String], on database: DatabaseConnection
  ) throws(DatabaseError) -> Credentials? {
    guard let sent = spellings.first, let form = spellings.last else { return nil }
    let key = Username.key(form)
    let found = try database.query(
      namedSQL, [.text(sent), .text(form), .text(key)]
    ) { row throws(DatabaseError) in (try Credentials(row), try row.text()) }
    for spelling in spellings {
      if let exact = found.first(where: { $0.1.utf8.elementsEqual(spelling.utf8) }) {
        return exact.0
      }
    }
    return found.count == 1 ? found[0].0 : nil
  }

  /// The user, its row locked, so that no disabling slips in between.
  static func locked(
    _ userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Credentials? {
    try database.first(forUpdateSQL, [.int(userID)], Credentials.init)
  }

  private init(_ row: borrowing Row) throws(DatabaseError) {
    userID = try row.int()
    hash = PasswordHash(stored: try row.text())
    status = try row.choice()
    tokenVersion = try row.int()
  }
}
