import MariaDBClient
import Security
import UserDomain

/// The wrong passwords of each name, counted by the database and its clock.
struct LoginFailures {
  let database: DatabaseConnection

  private static let window = "INTERVAL \(LoginThrottle.windowSeconds) SECOND"
  private static let blockedSQL = SQL(
    "login_failure.blocked",
    """
    SELECT TIMESTAMPDIFF(SECOND, NOW(6), failed_5 + \(window)) + 1 FROM login_failure \
    WHERE name_hash = ? AND failed_5 > NOW(6) - \(window)
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

  /// Seconds until `name` may be tried again; nil if it may be now.
  func blockedSeconds(_ name: String) throws(DatabaseError) -> Int? {
    try database.first(Self.blockedSQL, [Self.key(name)]) { row throws(DatabaseError) in
      Int(try row.int(0))
    }
  }

  /// Refuses while `name` is blocked.
  func requireNotBlocked(_ name: String) throws {
    if let seconds = try blockedSeconds(name) {
      throw UserRefusal.tooManyFailures(retryAfterSeconds: seconds)
    }
  }

  /// Counts one more, or refuses because others counted the last one meanwhile: however many
  /// guesses run at once, no more are answered than one after the other would be.
  func count(_ name: String) throws {
    try database.execute(Self.ensureSQL, [Self.key(name)])
    if try database.execute(Self.countSQL, [Self.key(name)]).affectedRows == 0 {
      throw UserRefusal.tooManyFailures(
        retryAfterSeconds: try blockedSeconds(name) ?? LoginThrottle.windowSeconds)
    }
    // Somebody who invents names must not fill the table.
    if Int.random(in: 0..<50) == 0 { try database.execute(Self.purgeSQL) }
  }

  /// A right password ends the count.
  func forget(_ name: String) throws(DatabaseError) {
    try database.execute(Self.forgetSQL, [Self.key(name)])
  }

  /// People type passwords into the field of the name: it is kept as a hash alone.
  private static func key(_ name: String) -> SQLValue {
    .bytes(SHA256.digest(of: name).bytes)
  }
}
