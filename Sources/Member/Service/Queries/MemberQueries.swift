import Kernel
import MariaDBClient
import MemberDomain
import WebAPI

/// Reads members.
enum MemberQueries {
  static let columns = """
    m.member_id, m.name, m.phone, DATE_FORMAT(m.birthday, '%Y-%m-%d'), m.store_id, m.status, \
    m.level, m.points, m.points_debt, m.growth, m.created_at, m.version
    """
  private static let readSQL = SQL(
    "member.read", "SELECT \(columns) FROM member m WHERE m.member_id = ?")
  private static let factsSQL = SQL(
    "member.facts",
    """
    SELECT m.member_id, m.level, COALESCE(l.earn_rate, 0), m.points, m.status, \
    COALESCE(l.price_list, 'member') FROM member m \
    LEFT JOIN member_level l ON l.level = m.level WHERE m.member_id = ?
    """)
  private static let pointsSQL = SQL(
    "point_change.list",
    """
    SELECT change_id, member_id, reason, ref_no, points_change, COALESCE(debt_change, 0), \
    shortfall, growth_change, capped, expires_at, points, points_debt, growth, level, changed_by, \
    created_at FROM point_change \
    WHERE member_id = ? AND change_id > ? AND (? IS NULL OR reason = ?) ORDER BY change_id LIMIT ?
    """)

  /// `GET /member/{id}`
  static func member(_ memberID: Int64, on database: DatabaseConnection) throws -> MemberRecord {
    guard let found = try database.first(readSQL, [.int(memberID)], member) else {
      throw MemberRefusal.memberNotFound
    }
    return found
  }

  static func facts(
    _ memberID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> MemberInfo? {
    try database.first(factsSQL, [.int(memberID)]) { row throws(DatabaseError) in
      let status: MemberStatus = try StoredCode.read(row.text(4))
      return MemberInfo(
        memberID: try row.int(0), level: try row.count(1), earnRate: try row.decimal(2),
        priceList: try row.text(5), points: try row.points(3), isActive: status == .active)
    }
  }

  /// `GET /member/{id}/point/list`. The rows of one member are written one after the other, so
  /// none appears before the cursor any more.
  static func points(_ call: Call, _ query: PointFilter) throws -> LedgerPage<PointLogItem> {
    let memberID = try call.pathID()
    let rows = try call.database.query(
      pointsSQL,
      [.int(memberID), .int(query.position.after)] + .filters(query.reason?.rawValue)
        + [.of(query.position.size + 1)]
    ) { row throws(DatabaseError) in
      PointLogItem(
        changeID: try row.int(), memberID: try row.int(),
        reason: try StoredCode.read(row.text()), reference: try row.text(),
        change: try row.int(), debtChange: try row.int(), shortfall: try row.int(),
        growthChange: try row.int(), isCapped: try row.bool(),
        expiresAt: try row.instantOrNil(), points: try row.int(), pointsDebt: try row.int(),
        growth: try row.int(), level: try row.int(), changedBy: try row.intOrNil(),
        createdAt: try row.instant())
    }
    if rows.isEmpty { _ = try member(memberID, on: call.database) }
    return LedgerPage(rows, at: query.position) { $0.changeID }
  }

  static func member(_ row: borrowing Row) throws(DatabaseError) -> MemberRecord {
    MemberRecord(
      memberID: try row.int(), name: try row.text(), phone: try row.text(),
      birthday: try row.textOrNil(), storeID: try row.intOrNil(),
      status: try StoredCode.read(row.text()), level: try row.int(), points: try row.points(),
      pointsDebt: try row.points(), growth: try row.points(), createdAt: try row.instant(),
      version: try row.int())
  }
}
