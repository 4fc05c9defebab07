package import EventStream

/// Ends lots of points whose date has passed by the database's clock: a change for each.
package enum OverdueLots {
  private static let overdueSQL = SQL(
    "point_lot.overdue_lots",
    """
    SELECT lot_id, member_id, expires_at FROM point_lot \
    WHERE is_open = TRUE AND expires_at <= NOW(6) \
    AND (expires_at > ? OR (expires_at = ? AND lot_id > ?)) ORDER BY expires_at, lot_id LIMIT ?
    """)

  /// Lots that cannot be ended.
  package static let attempts = PutAside("overdue_lot")

  /// The sweep as a periodic job; any number of processes may run it.
  package static let job = PeriodicJob("member.expire_points", everySeconds: 1) { database, _ in
    try expire(limit: 200, on: database)
  }

  /// Ends overdue lots, each in a transaction of its own, up to `limit` at a time, and returns how
  /// many. One that fails keeps no other waiting.
  package static func expire(limit: Int, on database: DatabaseConnection) throws -> Int {
    var last = (expiresAt: Instant(microseconds: 0), lotID: Int64(0))
    var members: [String: Int64] = [:]
    return try attempts.sweep(limit: limit, on: database) {
      members = [:]
      return try database.query(
        overdueSQL,
        [.instant(last.expiresAt), .instant(last.expiresAt), .int(last.lotID), .of(limit)]
      ) { row throws(DatabaseError) in
        let lotID = try row.int()
        members["\(lotID)"] = try row.int()
        last = (try row.instant(), lotID)
        return "\(lotID)"
      }
    } work: { key in
      guard let lotID = Int64(key), let memberID = members[key] else { return false }
      return try Retry.transaction(on: database) {
        try expire(lotID, of: memberID, on: database)
      }
    }
  }

  /// False when somebody else was faster.
  private static func expire(
    _ lotID: Int64, of memberID: Int64, on database: DatabaseConnection
  ) throws -> Bool {
    guard var member = try MemberStore.forUpdate(memberID, on: database),
      let lot = try PointStore.overdueLot(lotID, on: database)
    else { return false }
    let levels = try LevelStore.read(on: database)
    let entries = try PointBook.post(.end(of: lot, memberID), to: &member, levels, on: database)
    try Outbox.append(
      entries.map(\.event), source: "erp-worker",
      requestID: "expired-\(PointReference.end(of: lot))", on: database)
    return true
  }
}
