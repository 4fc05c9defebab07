import Security

/// The wrong passwords of each name, counted by the database and its clock.
enum LoginFailures {
  private static let window = "INTERVAL \(LoginThrottle.windowSeconds) SECOND"
  private static let blockedSQL = SQL(
    "login_failure.blocked",
    """
    SELECT TIMESTAMPDIFF(SECOND, NOW(6), failed_5 + \(window)) + 1, \
    COALESCE(refused_at > NOW(6) - \(window), FALSE) FROM login_failure \
    WHERE name_hash = ? AND failed_5 > NOW(6) - \(window)
    """)
  private static let noteSQL = SQL(
    "login_failure.note",
    """
    UPDATE login_failure SET refused_at = NOW(6) \
    WHERE name_hash = ? AND (refused_at IS NULL OR refused_at <= NOW(6) - \(window))
    """)
  private static let ensureSQL = SQL(
    "login_failure.ensure", "INSERT IGNORE INTO login_failure (name_hash) VALUES (?)")
  private static let countSQL = SQL(
    "login_failure.count",
    """
    UPDATE login_failure SET failed_5 = failed_4, failed_4 = failed_3, failed_3 = failed_2, \
    failed_2 = failed_1, failed_1 = NOW(6) \
    WHERE name_hash = ? AND (failed_5 IS NULL OR failed_5 <= NOW(6) - \(window))
    """)
  private static let forgetSQL = SQL(
    "login_failure.forget", "DELETE FROM login_failure WHERE name_hash = ?")
  private static let purgeSQL = SQL(
    "login_failure.purge",
    "DELETE FROM login_failure WHERE failed_1 < NOW(6) - INTERVAL 1 DAY LIMIT 100")

  /// Why a name may not be tried now.
  struct Block {
    /// Until it may be tried again.
    let seconds: Int
    /// The audit log has a refusal of this window.
    let isNoted: Bool
  }

  /// Nil if `name` may be tried now.
  static func currentBlock(_ name: String, on database: DatabaseConnection) throws(DatabaseError)
    -> Block?
  {
    try database.first(blockedSQL, [key(name)]) { row throws(DatabaseError) in
      Block(seconds: try row.count(), isNoted: try row.bool())
    }
  }

  /// Refuses while `name` is blocked.
  static func requireNotBlocked(_ name: String, on database: DatabaseConnection) throws {
    if let block = try currentBlock(name, on: database) {
      throw try refusal(name, block, on: database)
    }
  }

  /// The refusal of a blocked name. Of those that come at once one is the first of its window; a
  /// flood costs no more than the look at the row.
  static func refusal(_ name: String, _ block: Block, on database: DatabaseConnection)
    throws(DatabaseError) -> UserRefusal
  {
    var isFirst = false
    if !block.isNoted {
      isFirst = try database.execute(noteSQL, [key(name)]).affectedRows == 1
    }
    return .tooManyFailures(retryAfterSeconds: block.seconds, isFirst: isFirst)
  }

  /// Counts one more, or refuses because others counted the last one meanwhile: however many
  /// guesses run at once, no more are answered than one after the other would be.
  static func count(_ name: String, on database: DatabaseConnection) throws {
    try database.execute(ensureSQL, [key(name)])
    if try database.execute(countSQL, [key(name)]).affectedRows == 0 {
      let found = try currentBlock(name, on: database)
      throw try refusal(
        name, found ?? Block(seconds: LoginThrottle.windowSeconds, isNoted: false), on: database)
    }
    // Somebody who invents names must not fill the table.
    if Int.random(in: 0..<50) == 0 { try database.execute(purgeSQL) }
  }

  /// A right password ends the count.
  static func forget(_ name: String, on database: DatabaseConnection) throws(DatabaseError) {
    try database.execute(forgetSQL, [key(name)])
  }

  /// A name in any case is one. People type passwords into the field of the name: it is kept as a
  /// hash alone.
  private static func key(_ name: String) -> SQLValue {
    .bytes(SHA256.digest(of: Username.key(name)).bytes)
  }
}
