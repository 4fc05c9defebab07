import Kernel
import MariaDBClient
import MemberDomain

/// Writes members.
enum MemberStore {
  private static let insertSQL = SQL(
    "member.insert",
    """
    INSERT INTO member (name, phone, birthday, store_id, level, level_version, created_by) \
    VALUES (?, ?, ?, ?, ?, ?, ?)
    """)
  private static let lockSQL = SQL(
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
    _ member: RegisterMemberRequest, phone: PhoneNumber, level: Int, levelVersion: Int64,
    createdBy userID: Int64, on database: DatabaseConnection
  ) throws -> Int64 {
    do throws(DatabaseError) {
      return try database.execute(
        insertSQL,
        [
          .text(member.name), .text(phone.text), .of(member.birthday?.description),
          .of(member.storeID), .int(Int64(level)), .int(levelVersion), .int(userID),
        ]
      ).lastInsertID
    } catch {
      if case .duplicateKey = error.kind { throw MemberRefusal.phoneTaken }
      throw error
    }
  }

  /// The member's account, its row locked until the transaction ends: who holds it may change the
  /// member's lots too. Nil if there is no such member.
  static func lock(
    _ memberID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> LockedMember? {
    try database.first(lockSQL, [.int(memberID)]) { row throws(DatabaseError) in
      LockedMember(
        memberID: try row.int(), status: try StoredCode.read(row.text()),
        level: try row.count(),
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
        .int(Int64(member.level)), .int(levelVersion), .int(member.memberID),
      ])
  }
}
