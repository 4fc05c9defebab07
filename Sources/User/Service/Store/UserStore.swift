import Security

/// Writes users.
enum UserStore {
  private static let insertSQL = SQL(
    "user.insert",
    """
    INSERT INTO user_account (username, name_key, password_hash, name, phone, org_id, status, \
    created_by) VALUES (?, ?, ?, ?, ?, ?, 'active', ?)
    """)
  private static let forUpdateSQL = SQL(
    "user.lock", "SELECT 1 FROM user_account WHERE user_id = ? FOR UPDATE")
  private static let updateSQL = SQL(
    "user.update",
    """
    UPDATE user_account SET name = ?, phone = ?, org_id = ?, status = ?, version = ?, \
    token_version = token_version + ?, auth_version = auth_version + 1, auth_changed_at = NOW(6), \
    updated_at = NOW(6) WHERE user_id = ?
    """)
  private static let touchSQL = SQL(
    "user.touch",
    """
    UPDATE user_account SET version = ?, auth_version = auth_version + 1, \
    auth_changed_at = NOW(6), updated_at = NOW(6) WHERE user_id = ?
    """)
  private static let passwordSQL = SQL(
    "user.password",
    "UPDATE user_account SET password_hash = ?, updated_at = NOW(6) WHERE user_id = ?")

  /// Makes a user; returns its id. Refuses a name that is taken.
  static func insert(
    _ username: String, name: String, phone: String?, hash: PasswordHash, organisationID: Int64,
    createdBy: Int64, on database: DatabaseConnection
  ) throws -> Int64 {
    do throws(DatabaseError) {
      return try database.execute(
        insertSQL,
        [
          .text(username), .text(Username.key(username)), .text(hash.text),
          .text(name), .of(phone), .int(organisationID), .int(createdBy),
        ]
      ).lastInsertID
    } catch {
      if case .duplicateKey = error.kind { throw UserRefusal.usernameTaken }
      throw error
    }
  }

  /// Locks the user's row until the end of the transaction.
  static func forUpdate(_ userID: Int64, on database: DatabaseConnection) throws(DatabaseError) {
    _ = try database.first(forUpdateSQL, [.int(userID)]) { row throws(DatabaseError) in
      try row.int()
    }
  }

  /// Writes what the user shall be. With `endsTokens`, every token made before is refused.
  static func update(_ user: User, endsTokens: Bool, on database: DatabaseConnection)
    throws(DatabaseError)
  {
    try database.execute(
      updateSQL,
      [
        .text(user.name), .of(user.phone), .int(user.organisationID), .text(user.status.rawValue),
        .int(user.version), .int(endsTokens ? 1 : 0), .int(user.id),
      ])
  }

  /// Says that the user's roles changed.
  static func touch(_ user: User, on database: DatabaseConnection) throws(DatabaseError) {
    try database.execute(touchSQL, [.int(user.version), .int(user.id)])
  }

  static func setPassword(_ hash: PasswordHash, of userID: Int64, on database: DatabaseConnection)
    throws(DatabaseError)
  {
    try database.execute(passwordSQL, [.text(hash.text), .int(userID)])
  }
}
