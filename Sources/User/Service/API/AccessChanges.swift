/// What changed lately in who may do what. A token checker asks several times a second.
package struct AccessChanges: Sendable {
  /// The database's clock when it answered.
  package let at: Instant
  package let epoch: Int64
  /// The authority versions of users that changed.
  package let users: [Int64: Int64]
  /// Logins that ended.
  package let endedSessions: Set<Int64>

  /// One statement, one round trip: three ranges of an index, nearly always empty.
  private static let changesSQL = SQL(
    "access_changes.since",
    """
    SELECT 0, epoch, 0, NOW(6) FROM access_epoch WHERE id = 1 UNION ALL \
    SELECT 1, user_id, auth_version, NOW(6) FROM user_account WHERE auth_changed_at >= ? \
    UNION ALL SELECT 2, session_id, 0, NOW(6) FROM user_session WHERE revoked_at >= ?
    """)

  /// What changed since `moment`, by the database's clock; nil means just now.
  package init(since moment: Instant?, on database: DatabaseConnection) throws(DatabaseError) {
    var at = Instant(microseconds: 0)
    var epoch: Int64 = 0
    var users: [Int64: Int64] = [:]
    var ended: Set<Int64> = []
    let since: Instant
    if let moment {
      since = moment
    } else {
      since = try database.now()
    }
    try database.fetch(Self.changesSQL, [.instant(since), .instant(since)]) {
      row throws(DatabaseError) in
      let (kind, number, version) = (try row.int(), try row.int(), try row.int())
      switch kind {
      case 0:
        epoch = number
        at = try row.instant()
      case 1: users[number] = version
      default: ended.insert(number)
      }
      return true
    }
    self.at = at
    self.epoch = epoch
    self.users = users
    self.endedSessions = ended
  }

  /// For tests.
  package init(at: Instant, epoch: Int64, users: [Int64: Int64], endedSessions: Set<Int64>) {
    self.at = at
    self.epoch = epoch
    self.users = users
    self.endedSessions = endedSessions
  }
}
