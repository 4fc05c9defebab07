/// Writes members.
enum MemberStore {
  private static let insertSQL = SQL(
    "member.insert",
    """
    INSERT INTO member (name, phone, birthday, store_id, level, level_version, created_by) \
    VALUES (?, ?, ?, ?, ?, ?, ?)
    """)
  private static let forUpdateSQL = SQL(
    "member.lock",
    """
    SELECT member_id, status, level, points, points_debt, growth, NOW(6) FROM member \
    WHERE member_id = ? FOR UPDATE
    """)
  private static let accountSQL = SQL(
    "member.account",
    """
    UPDATE member SET points = ?, points_debt = ?, growth = ?, level = ?, level_version = ?, \
    version = version + 1 WHERE member_id = ?
    """)

  /// Makes a member; returns the id. Refuses a phone number that is taken.
  static func insert(
    name: String, phone: PhoneNumber, birthday: BusinessDay?, storeID: Int64?, _ levels: LevelTable,
    createdBy userID: Int64, on database: DatabaseConnection
  ) throws -> Int64 {
    do throws(DatabaseError) {
      return try database.execute(
        insertSQL,
        [
          .text(name), .text(phone.text), .of(birthday?.description), .of(storeID),
          .int(Int64(levels.level(for: 0)?.level ?? 1)), .int(levels.version), .int(userID),
        ]
      ).lastInsertID
    } catch {
      if case .duplicateKey = error.kind { throw MemberRefusal.phoneTaken }
      throw error
    }
  }

  /// The member's account, its row locked until the transaction ends: who holds it may change the
  /// member's lots too. Nil if there is no such member.
  static func forUpdate(
    _ memberID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> LockedMember? {
    try database.first(forUpdateSQL, [.int(memberID)]) { row throws(DatabaseError) in
      LockedMember(
        id: try row.int(), status: try row.choice(), level: try row.count(),
        account: PointAccount(
          points: try row.points(), debt: try row.points(), growth: try row.points()),
        lockedAt: try row.instant())
    }
  }

  /// Writes what the member has now; the caller holds its row.
  static func update(
    _ member: LockedMember, levelVersion: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      accountSQL,
      [
        .of(member.account.points), .of(member.account.debt), .of(member.account.growth),
        .int(Int64(member.level)), .int(levelVersion), .int(member.id),
      ])
  }
}

/// How many points each member gained and lost by hand on the last day on which that happened. Who
/// writes it holds the member's row.
enum HandStore {
  private static let addSQL = SQL(
    "point_hand.add",
    """
    INSERT INTO point_hand (member_id, day, gained, lost) VALUES (?, ?, ?, ?) \
    ON DUPLICATE KEY UPDATE gained = IF(day = VALUES(day), gained, 0) + VALUES(gained), \
    lost = IF(day = VALUES(day), lost, 0) + VALUES(lost), day = VALUES(day)
    """)
  private static let readSQL = SQL(
    "point_hand.read", "SELECT gained, lost FROM point_hand WHERE member_id = ?")

  /// Counts a change, and says what it makes with the others of the day. 2 round trips.
  static func add(
    _ change: Points, to memberID: Int64, on day: BusinessDay, on database: DatabaseConnection
  ) throws(DatabaseError) -> (gained: Int64, lost: Int64) {
    let (gained, lost) = (max(change, 0), max(-change, 0))
    try database.execute(
      addSQL, [.int(memberID), .text(day.description), .of(gained), .of(lost)])
    return try database.first(readSQL, [.int(memberID)]) { row throws(DatabaseError) in
      (try row.int(), try row.int())
    } ?? (gained.value, lost.value)
  }
}
