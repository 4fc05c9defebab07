package import EventStream
import Kernel
package import MariaDBClient
import MemberDomain
import Telemetry

/// Ends lots of points whose date has passed by the database's clock: a change for each.
package enum OverdueLots {
  /// What the references of these changes begin with; clients do not use it.
  static let prefix = "lot-"

  private static let overdueSQL = SQL(
    "point_lot.overdue_lots",
    """
    SELECT lot_id, member_id, remaining FROM point_lot \
    WHERE is_open = TRUE AND expires_at <= NOW(6) ORDER BY expires_at LIMIT ?
    """)

  /// The sweep as a periodic job; any number of processes may run it.
  package static let job = PeriodicJob("member.expire_points", everySeconds: 1) { database, _ in
    try expire(limit: 200, on: database)
  }

  /// Ends up to `limit` lots, each in a transaction of its own, and returns how many.
  package static func expire(limit: Int, on database: DatabaseConnection) throws -> Int {
    let lots = try database.query(overdueSQL, [.of(limit)]) { row throws(DatabaseError) in
      (lotID: try row.int(0), memberID: try row.int(1))
    }
    var count = 0
    let end = ContinuousClock.now + PeriodicJob.longest
    for lot in lots where ContinuousClock.now < end {
      do {
        let isDone = try Retry.transaction(on: database) {
          try expire(lot.lotID, of: lot.memberID, on: database)
        }
        if isDone { count += 1 }
      } catch let error as DatabaseError where error.kind == .unavailable {
        throw error
      } catch {
        // One bad lot must not keep the others waiting.
        Log.error(
          "a lot of points cannot be ended",
          [("lot_id", LogValue("\(lot.lotID)")), ("error", LogValue("\(error)"))])
      }
    }
    return count
  }

  /// False when somebody else was faster.
  private static func expire(
    _ lotID: Int64, of memberID: Int64, on database: DatabaseConnection
  ) throws -> Bool {
    guard var member = try MemberStore.lock(memberID, on: database),
      let lot = try PointStore.overdueLot(lotID, on: database)
    else { return false }
    let levels = try LevelStore.read(on: database)
    let entries = try PointBook.post(end(lot, of: memberID), to: &member, levels, on: database)
    try MemberEvents.publish(
      entries.map(\.event), from: "erp-worker", requestID: "expired-\(prefix)\(lotID)",
      on: database)
    return true
  }

  /// The change that ends a lot.
  static func end(_ lot: PointLot, of memberID: Int64) -> PointOrder {
    PointOrder(
      memberID: memberID, change: -lot.remaining, reason: .expire,
      reference: "\(prefix)\(lot.lotID)", lotID: lot.lotID)
  }
}
