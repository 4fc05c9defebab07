/// Which lots each spending took its points from. Who writes a member's spendings holds the row of
/// the member.
enum SpendingStore {
  private static let insertSQL = SQLSeries("point_spending.insert") { rows in
    """
    INSERT INTO point_spending (change_id, lot_id, points) \
    VALUES \(SQLSeries.repeated("(?, ?, ?)", rows))
    """
  }
  private static let openSQL = SQLList("point_spending.open", maximum: 4) { references in
    """
    SELECT s.change_id, s.lot_id, s.points - s.returned, l.expires_at FROM point_change c \
    JOIN point_spending s ON s.change_id = c.change_id JOIN point_lot l ON l.lot_id = s.lot_id \
    WHERE c.member_id = ? AND c.reason = 'redeem' AND s.returned < s.points \
    AND c.ref_no IN (\(SQLSeries.repeated("?", references)))
    """
  }
  private static let returnSQL = SQL(
    "point_spending.return",
    """
    UPDATE point_spending SET returned = returned + ? \
    WHERE change_id = ? AND lot_id = ? AND returned + ? <= points
    """)

  static func insert(
    _ parts: [PointSpending.Part], of changeID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(insertSQL, for: parts) { part in
      [.int(changeID), .int(part.lotID), .of(part.points)]
    }
  }

  /// What the member's spendings with these references took, and has not come back.
  static func open(
    _ references: [String], of memberID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [SpentPoints] {
    try database.query(openSQL, [.int(memberID)], in: references) { row throws(DatabaseError) in
      SpentPoints(
        changeID: try row.int(), lotID: try row.int(), points: Points(clamping: try row.int()),
        expiresAt: try row.instantOrNil())
    }
  }

  /// Notes what comes back; `undone` when another transaction has done so meanwhile.
  static func giveBack(
    _ parts: [PointReturn.Part], on database: DatabaseConnection
  ) throws(DatabaseError) {
    for part in parts {
      let outcome = try database.execute(
        returnSQL,
        [
          .of(part.points), .int(part.spent.changeID), .int(part.spent.lotID), .of(part.points),
        ])
      if outcome.affectedRows == 0 { throw .undone(statement: returnSQL.name) }
    }
  }
}
