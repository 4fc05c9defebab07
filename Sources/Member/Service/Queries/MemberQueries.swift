/// Reads members, their points and the levels.
enum MemberQueries {
  static let columns = """
    m.member_id, m.name, m.phone, DATE_FORMAT(m.birthday, '%Y-%m-%d'), m.store_id, m.status, \
    m.level, m.points, m.points_debt, m.growth, m.created_at, m.version
    """
  private static let readSQL = SQL(
    "member.read", "SELECT \(columns) FROM member m WHERE m.member_id = ?")
  private static let listSQL = ListSQL(
    "member.list", select: columns,
    """
    FROM member m WHERE (? IS NULL OR m.member_id = ?) \
    AND (? IS NULL OR m.phone = ? OR m.phone = ?) AND (? IS NULL OR m.name LIKE ?) \
    AND (? IS NULL OR m.level = ?) \
    AND (? IS NULL OR m.store_id = ?) AND (? IS NULL OR m.status = ?) \
    AND (? IS NULL OR (m.phone_taken > 0) = ?)
    """,
    orders: [
      "-created_at": "m.member_id DESC", "created_at": "m.member_id",
      "-points": "m.points DESC, m.member_id DESC", "points": "m.points, m.member_id",
      "-growth": "m.growth DESC, m.member_id DESC", "growth": "m.growth, m.member_id",
    ])
  private static let factsSQL = SQL(
    "member.facts",
    """
    SELECT m.member_id, m.level, COALESCE(l.earn_rate, 0), COALESCE(l.price_list, 'member'), \
    m.points, m.status FROM member m \
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
  static func member(_ memberID: Int64, on database: DatabaseConnection) throws -> Member {
    guard let found = try database.first(readSQL, [.int(memberID)], member) else {
      throw MemberRefusal.memberNotFound
    }
    return found
  }

  static func facts(
    _ memberID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> MemberInfo? {
    try database.first(factsSQL, [.int(memberID)]) { row throws(DatabaseError) in
      MemberInfo(
        memberID: try row.int(), level: try row.count(), earnRate: try row.decimal(),
        priceList: try row.text(), points: try row.points(),
        isActive: try row.choice(of: MemberStatus.self) == .active)
    }
  }

  /// `GET /member/list`
  static func list(_ call: Call, _ query: MemberFilter) throws -> Page<MemberSummary> {
    let phone = SQLValue.of(query.phones?.first)
    let filters: [SQLValue] =
      .filters(query.memberID) + [phone, phone, .of(query.phones?.last)]
      + .filters(
        SQLValue.containing(query.namePart), query.level, query.storeID, query.status?.rawValue,
        query.isPhoneTaken)
    return try listSQL.page(query.listing, filters, on: call.database) {
      row throws(DatabaseError) in MemberSummary(member: try member(row))
    }
  }

  /// `GET /member/level/list`
  static func levels(_ call: Call) throws -> [LevelAnswer] {
    LevelAnswer.list(try LevelStore.read(on: call.database))
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
        reason: try row.choice(), reference: try row.text(),
        change: try row.int(), debtChange: try row.int(), shortfall: try row.int(),
        growthChange: try row.int(), isCapped: try row.bool(),
        expiresAt: try row.instantOrNil(), points: try row.int(), pointsDebt: try row.int(),
        growth: try row.int(), level: try row.int(), changedBy: try row.intOrNil(),
        createdAt: try row.instant())
    }
    if rows.isEmpty { _ = try member(memberID, on: call.database) }
    return LedgerPage(rows, at: query.position) { $0.changeID }
  }

  static func member(_ row: borrowing Row) throws(DatabaseError) -> Member {
    Member(
      id: try row.int(), name: try row.text(), phone: try row.text(),
      birthday: try row.textOrNil(), storeID: try row.intOrNil(), status: try row.choice(),
      level: try row.int(),
      account: PointAccount(
        points: try row.points(), debt: try row.points(), growth: try row.points()),
      createdAt: try row.instant(), version: try row.int())
  }
}
