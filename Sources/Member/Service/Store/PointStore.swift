import Kernel
import MariaDBClient
import MemberDomain

/// Lots and the log of points. Who writes a member's lots holds the member's row.
enum PointStore {
  private static let columns = """
    change_id, member_id, reason, ref_no, points_change, growth_change, shortfall, expires_at, \
    points, growth, level
    """
  private static let findSQL = SQL(
    "point_change.find",
    "SELECT \(columns) FROM point_change WHERE reason = ? AND ref_no = ?")
  private static let insertSQL = SQL(
    "point_change.insert",
    """
    INSERT INTO point_change (member_id, reason, ref_no, points_change, growth_change, shortfall, \
    expires_at, points, growth, level) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
  private static let emptySQL = SQLSeries("point_lot.empty") { rows in
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
        .int(entry.change), .int(entry.growthChange), .int(entry.shortfall),
        .of(entry.expiresAt), .int(entry.points), .int(entry.growth), .int(Int64(entry.level)),
      ]
    ).lastInsertID
  }

  static func addLot(
    _ points: Int64, of memberID: Int64, expiresAt: Instant?, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      addLotSQL, [.int(memberID), .int(points), .int(points), .of(expiresAt)])
  }

  /// The member's lots that are good by the database's clock, locked, in the order in which they
  /// are spent, until they cover the points. Fewer when there are not enough. One round trip for
  /// up to 50 lots.
  static func liveLots(
    of memberID: Int64, for points: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [PointLot] {
    var lots: [PointLot] = []
    var missing = points
    var lastEnding = (expiresAt: Instant(microseconds: 0), lotID: Int64(0))
    var lastStaying: Int64 = 0
    while missing > 0 {
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
      missing -= (ending + staying).reduce(0) { $0 + $1.remaining }
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

  /// Takes the points out of their lots.
  static func spend(
    _ spending: PointSpending, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let emptied = spending.parts.filter { $0.left == 0 }.map(\.lotID).sorted()
    for range in emptySQL.chunks(of: emptied.count) {
      try database.execute(emptySQL[range.count], emptied[range].map { .int($0) })
    }
    for part in spending.parts where part.left > 0 {
      try database.execute(takeSQL, [.int(part.points), .int(part.lotID), .int(part.points)])
    }
  }

  private static func lot(_ row: borrowing Row) throws(DatabaseError) -> PointLot {
    PointLot(
      lotID: try row.int(0), remaining: try row.int(1), expiresAt: try row.instantOrNil(2))
  }

  static func entry(_ row: borrowing Row) throws(DatabaseError) -> PointEntry {
    PointEntry(
      changeID: try row.int(0), memberID: try row.int(1), reason: try StoredCode.read(row.text(2)),
      reference: try row.text(3), change: try row.int(4), growthChange: try row.int(5),
      shortfall: try row.int(6), expiresAt: try row.instantOrNil(7), points: try row.int(8),
      growth: try row.int(9), level: Int(try row.int(10)))
  }
}
