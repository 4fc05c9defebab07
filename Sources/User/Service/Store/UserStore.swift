import MariaDBClient
import Security
import UserDomain

/// Writes users.
struct UserStore {
  let database: DatabaseConnection

  private static let insertSQL = SQL(
    "user.insert",
    """
    INSERT INTO user_account (username, name_key, password_hash, name, phone, org_id, status, \
    created_by) VALUES (?, ?, ?, ?, ?, ?, 'active', ?)
    """)
  private static let lockSQL = SQL(
    "user.lock", "SELECT version FROM user_account WHERE user_id = ? FOR UPDATE")
  private static let updateSQL = SQL(
    "user.update",
    """
    UPDATE user_account SET name = ?, phone = ?, org_id = ?, status = ?, version = version + 1, \
    token_version = token_version + ?, auth_version = auth_version + 1, auth_changed_at = NOW(6), \
    updated_at = NOW(6) WHERE user_id = ?
    """)
  private static let touchSQL = SQL(
    "user.touch",
    """
    UPDATE user_account SET version = version + 1, auth_version = auth_version + 1, \
    auth_changed_at = NOW(6), updated_at = NOW(6) WHERE user_id = ?
    """)
  private static let passwordSQL = SQL(
    "user.password",
    "UPDATE user_account SET password_hash = ?, updated_at = NOW(6) WHERE user_id = ?")

  /// Makes a user; returns its id. Refuses a name that is taken.
  func insert(
    _ user: NewUser, hash: PasswordHash, organisationID: Int64, createdBy: Int64
  ) throws -> Int64 {
    do throws(DatabaseError) {
      return try database.execute(
        Self.insertSQL,
        [
          .text(user.username), .text(Username.key(user.username)), .text(hash.text),
          .text(user.name), .of(user.phone), .int(organisationID), .int(createdBy),
        ]
      ).lastInsertID
    } catch {
      if case .duplicateKey = error.kind { throw UserRefusal.usernameTaken }
      throw error
    }
  }

  /// Locks the user's row until the end of the transaction.
  func lock(_ userID: Int64) throws(DatabaseError) {
    _ = try database.first(Self.lockSQL, [.int(userID)]) { row throws(DatabaseError) in
      try row.int()
    }
  }

  /// Writes what the user shall be. With `endsTokens`, every token made before is refused.
  func update(_ user: User, endsTokens: Bool) throws(DatabaseError) {
    try database.execute(
      Self.updateSQL,
      [
        .text(user.name), .of(user.phone), .int(user.organisationID), .text(user.status.rawValue),
        .int(endsTokens ? 1 : 0), .int(user.userID),
      ])
  }

  /// Says that the user's roles changed.
  func touch(_ userID: Int64) throws(DatabaseError) {
    try database.execute(Self.touchSQL, [.int(userID)])
  }

  func setPassword(_ hash: PasswordHash, of userID: Int64) throws(DatabaseError) {
    try database.execute(Self.passwordSQL, [.text(hash.text), .int(userID)])
  }
}
