import Security

/// Logins and their refresh tokens.
enum SessionStore {
  /// Why a login ended.
  enum End: String {
    case logout
    case password
    case disabled
    case reuse
  }

  /// Whose refresh token it is.
  struct Refresh {
    let sessionID: Int64
    let isExpired: Bool
    let userID: Int64
  }

  private static let openSQL = SQL(
    "user_session.open",
    """
    INSERT INTO user_session (user_id, remote_address, expires_at) \
    VALUES (?, ?, NOW(6) + INTERVAL ? SECOND)
    """)
  private static let addRefreshSQL = SQL(
    "user_refresh.add",
    """
    INSERT INTO user_refresh (token_hash, session_id, expires_at) \
    VALUES (?, ?, NOW(6) + INTERVAL ? SECOND)
    """)
  private static let findSQL = SQL(
    "user_refresh.find",
    """
    SELECT r.session_id, r.expires_at <= NOW(6), s.user_id FROM user_refresh r \
    JOIN user_session s ON s.session_id = r.session_id WHERE r.token_hash = ?
    """)
  private static let useSQL = SQL(
    "user_refresh.use",
    """
    UPDATE user_refresh SET used_at = NOW(6) \
    WHERE token_hash = ? AND used_at IS NULL AND ended_at IS NULL
    """)
  private static let succeedSQL = SQL(
    "user_refresh.succeed", "UPDATE user_refresh SET successor = ? WHERE token_hash = ?")
  private static let repeatSQL = SQL(
    "user_refresh.repeat",
    """
    UPDATE user_refresh SET repeated_at = NOW(6) WHERE token_hash = ? AND ended_at IS NULL \
    AND repeated_at IS NULL AND used_at > NOW(6) - INTERVAL 10 SECOND
    """)
  private static let successorSQL = SQL(
    "user_refresh.successor", "SELECT successor FROM user_refresh WHERE token_hash = ?")
  private static let endRefreshSQL = SQL(
    "user_refresh.end",
    """
    UPDATE user_refresh SET ended_at = NOW(6) \
    WHERE token_hash = ? AND used_at IS NULL AND ended_at IS NULL
    """)
  private static let prolongSQL = SQL(
    "user_session.prolong",
    """
    UPDATE user_session SET expires_at = NOW(6) + INTERVAL ? SECOND \
    WHERE session_id = ? AND revoked_at IS NULL
    """)
  private static let endSQL = SQL(
    "user_session.end",
    """
    UPDATE user_session SET revoked_at = NOW(6), revoked_because = ? \
    WHERE session_id = ? AND revoked_at IS NULL
    """)
  private static let endOthersSQL = SQL(
    "user_session.end_others",
    """
    UPDATE user_session SET revoked_at = NOW(6), revoked_because = ? \
    WHERE user_id = ? AND revoked_at IS NULL AND session_id <> ?
    """)
  private static let purgeRefreshesSQL = SQL(
    "user_refresh.purge", "DELETE FROM user_refresh WHERE expires_at < NOW(6) LIMIT 100")
  private static let purgeSQL = SQL(
    "user_session.purge",
    "DELETE FROM user_session WHERE expires_at < NOW(6) - INTERVAL 1 DAY LIMIT 100")

  /// Begins a login; returns its id.
  static func open(
    userID: Int64, remoteAddress: String, seconds: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    if Int.random(in: 0..<20) == 0 {
      try database.execute(purgeRefreshesSQL)
      try database.execute(purgeSQL)
    }
    return try database.execute(
      openSQL, [.int(userID), .text(remoteAddress), .of(seconds)]
    ).lastInsertID
  }

  /// Makes a refresh token for a login. The token itself is kept nowhere.
  static func addRefresh(sessionID: Int64, seconds: Int, on database: DatabaseConnection)
    throws(DatabaseError) -> String
  {
    let token = Base64URL.encode(randomBytes(32))
    try database.execute(
      addRefreshSQL, [key(token), .int(sessionID), .of(seconds)])
    return token
  }

  /// Whose token it is; nil if it is nobody's. Locks nothing.
  static func find(_ token: String, on database: DatabaseConnection) throws(DatabaseError)
    -> Refresh?
  {
    try database.first(findSQL, [key(token)]) { row throws(DatabaseError) in
      Refresh(sessionID: try row.int(), isExpired: try row.bool(), userID: try row.int())
    }
  }

  /// Marks the token as used; false if it was already.
  static func use(_ token: String, on database: DatabaseConnection) throws(DatabaseError) -> Bool {
    try database.execute(useSQL, [key(token)]).affectedRows == 1
  }

  /// Remembers what a used token was exchanged for.
  static func note(successor: String, of token: String, on database: DatabaseConnection)
    throws(DatabaseError)
  {
    try database.execute(succeedSQL, [key(successor), key(token)])
  }

  /// Whether a used token may answer once more, because its first answer may have been lost: within
  /// 10 seconds, once, and only if nobody used what it was exchanged for. That ends hereby.
  static func useAgain(_ token: String, on database: DatabaseConnection) throws(DatabaseError)
    -> Bool
  {
    guard try database.execute(repeatSQL, [key(token)]).affectedRows == 1 else {
      return false
    }
    let successor = try database.first(successorSQL, [key(token)]) {
      row throws(DatabaseError) in try row.bytesOrNil()
    }
    guard let successor = successor ?? nil else { return false }
    return try database.execute(endRefreshSQL, [.bytes(successor)]).affectedRows == 1
  }

  /// Lets the login go on for so long; false if it has ended.
  static func prolong(_ sessionID: Int64, seconds: Int, on database: DatabaseConnection)
    throws(DatabaseError) -> Bool
  {
    try database.execute(prolongSQL, [.of(seconds), .int(sessionID)]).affectedRows == 1
  }

  static func end(_ sessionID: Int64, because end: End, on database: DatabaseConnection)
    throws(DatabaseError)
  {
    try database.execute(endSQL, [.text(end.rawValue), .int(sessionID)])
  }

  /// Ends every login of the user but one; 0 keeps none. Returns how many ended.
  @discardableResult
  static func endAll(
    of userID: Int64, but kept: Int64 = 0, because end: End, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int {
    try database.execute(
      endOthersSQL, [.text(end.rawValue), .int(userID), .int(kept)]
    ).affectedRows
  }

  private static func key(_ token: String) -> SQLValue {
    .bytes(SHA256.digest(of: token).bytes)
  }
}
