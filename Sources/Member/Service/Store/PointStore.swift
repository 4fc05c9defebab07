/// Lots and the log of points. Who writes a member's lots holds the member's row.
enum PointStore {
  private static let columns = """
    change_id, member_id, reason, ref_no, points_change, debt_change, growth_change, capped, \
    expires_at, points, points_debt, growth, level, changed_by
    """
  private static let findSQL = SQL(
    "point_change.find",
    "SELECT \(columns) FROM point_change WHERE reason = ? AND ref_no = ?")
  private static let insertSQL = SQL(
    "point_change.insert",
    """
    INSERT INTO point_change (member_id, reason, ref_no, points_change, debt_change, shortfall, \
    growth_change, capped, expires_at, points, points_debt, growth, level, changed_by) \
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  private static let addLotSQL = SQL(
    "point_lot.insert",
    "INSERT INTO point_lot (member_id, points, remaining, expires_at) VALUES (?, ?, ?, ?)")
  private static let liveLotsSQL = SQL(
    "point_lot.live",
    """
    (SELECT lot_id, remaining, expires_at FROM point_lot WHERE member_id = ? AND is_open = TRUE \
    AND expires_at > NOW(6) AND expires_at >= ? AND (expires_at > ? OR lot_id > ?) \
    ORDER BY expires_at, lot_id LIMIT \(chunk) FOR UPDATE) UNION ALL \
    (SELECT lot_id, remaining, expires_at FROM point_lot WHERE member_id = ? AND is_open = TRUE \
    AND expires_at IS NULL AND lot_id > ? ORDER BY lot_id LIMIT \(chunk) FOR UPDATE)
    """)
  /// Lots of either kind that one look reads.
  private static let chunk = 50
  private static let overdueLotSQL = SQL(
    "point_lot.overdue",
    """
    SELECT lot_id, remaining, expires_at FROM point_lot WHERE lot_id = ? AND is_open = TRUE \
    AND expires_at <= NOW(6) FOR UPDATE
    """)
  private static let overdueOfMemberSQL = SQL(
    "point_lot.overdue_of_member",
    """
    SELECT lot_id, remaining, expires_at FROM point_lot WHERE member_id = ? AND is_open = TRUE \
    AND expires_at <= NOW(6) ORDER BY expires_at, lot_id LIMIT \(chunk) FOR UPDATE
    """)
  private static let emptySQL = SQLList("point_lot.empty") { rows in
    """
    UPDATE point_lot SET remaining = 0, is_open = FALSE \
    WHERE lot_id IN (\(SQLSeries.repeated("?", rows)))
    """
  }
  private static let takeSQL = SQL(
    "point_lot.take",
    "UPDATE point_lot SET remaining = remaining - ? WHERE lot_id = ? AND remaining > ?")

  /// What the log has under this number; nil when nothing.
  static func entry(
    _ reason: PointReason, _ reference: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> PointEntry? {
    try database.first(findSQL, [.text(reason.rawValue), .text(reference)], entry)
  }

  /// Writes a row of the log and returns its id. `duplicateKey` when the number is taken.
  static func insert(
    _ entry: PointEntry, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.execute(
      insertSQL,
      [
        .int(entry.memberID), .text(entry.reason.rawValue), .text(entry.reference),
        .of(entry.done.points), .of(entry.done.debt), .of(entry.done.shortfall),
        .of(entry.done.growth), .of(entry.done.isCapped), .of(entry.expiresAt),
        .of(entry.account.points), .of(entry.account.debt), .of(entry.account.growth),
        .int(Int64(entry.level)), .of(entry.changedBy),
      ]
    ).lastInsertID
  }

  static func addLot(
    _ points: Points, of memberID: Int64, expiresAt: Instant?, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      addLotSQL, [.int(memberID), .of(points), .of(points), .of(expiresAt)])
  }

  /// The member's lots that are good by the database's clock, locked, in the order in which they
  /// are spent, until they cover the points. Fewer when there are not enough. One round trip for
  /// up to 50 lots.
  static func liveLots(
    of memberID: Int64, for points: Points, on database: DatabaseConnection
  ) throws(DatabaseError) -> [PointLot] {
    var lots: [PointLot] = []
    var missing = points
    var lastEnding = (expiresAt: Instant(microseconds: 0), lotID: Int64(0))
    var lastStaying: Int64 = 0
    while missing.isPositive {
      let read = try database.query(
        liveLotsSQL,
        [
          .int(memberID), .instant(lastEnding.expiresAt), .instant(lastEnding.expiresAt),
          .int(lastEnding.lotID), .int(memberID), .int(lastStaying),
        ], lot)
      let ending = read.filter { $0.expiresAt != nil }
      let hasMoreEnding = ending.count == chunk
      // Those that stay are spent when none is left that ends.
      let staying = hasMoreEnding ? [] : read.filter { $0.expiresAt == nil }
      lots += ending + staying
      for lot in ending + staying { missing = missing.adding(capped: -lot.remaining) }
      guard hasMoreEnding || staying.count == chunk else { break }
      if let last = ending.last, let time = last.expiresAt { lastEnding = (time, last.lotID) }
      if let last = staying.last { lastStaying = last.lotID }
    }
    return lots
  }

  /// The lot, locked, if it holds something and is past its date by the database's clock.
  static func overdueLot(
    _ lotID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> PointLot? {
    try database.first(overdueLotSQL, [.int(lotID)], lot)
  }

  /// Up to 50 of the member's lots that hold something and are past their date, locked.
  static func overdueLots(
    of memberID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [PointLot] {
    try database.query(overdueOfMemberSQL, [.int(memberID)], lot)
  }

  /// Takes the points out of their lots.
  static func spend(
    _ spending: PointSpending, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let emptied = spending.parts.filter(\.left.isZero).map(\.lotID).sorted()
    try database.execute(emptySQL, in: emptied)
    for part in spending.parts where part.left.isPositive {
      try database.execute(takeSQL, [.of(part.points), .int(part.lotID), .of(part.points)])
    }
  }

  private static func lot(_ row: borrowing Row) throws(DatabaseError) -> PointLot {
    PointLot(
      lotID: try row.int(), remaining: try row.points(), expiresAt: try row.instantOrNil())
  }

  private static func entry(_ row: borrowing Row) throws(DatabaseError) -> PointEntry {
    PointEntry(
      changeID: try row.int(), memberID: try row.int(), reason: try row.choice(),
      reference: try row.text(),
      done: PointAccount.Change(
        points: Points(clamping: try row.int()),
        debt: Points(clamping: try row.intOrNil() ?? 0),
        growth: Points(clamping: try row.int()), isCapped: try row.bool()),
      expiresAt: try row.instantOrNil(),
      account: PointAccount(
        points: Points(clamping: try row.int()), debt: Points(clamping: try row.int()),
        growth: Points(clamping: try row.int())),
      level: try row.count(), changedBy: try row.intOrNil())
  }
}
