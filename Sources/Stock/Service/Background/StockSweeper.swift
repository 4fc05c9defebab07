package import EventStream
import Kernel
package import MariaDBClient
package import RedisClient
import StockDomain
import Telemetry

/// Frees locks whose time has passed by the database's clock. Orders free theirs themselves.
package enum StockSweeper {
  private static let expiredSQL = SQL(
    "stock_lock.expired",
    """
    SELECT ref_no, org_id, MIN(expires_at) FROM stock_lock \
    WHERE status = 'held' AND owner = 'api' AND expires_at <= NOW(6) \
    GROUP BY ref_no, org_id ORDER BY 3 LIMIT ?
    """)

  /// Line 1 is the door of a lock: who holds it is about to change the lock.
  private static let doorSQL = SQL(
    "stock_lock.door",
    """
    SELECT line_no FROM stock_lock \
    WHERE owner = 'api' AND ref_no = ? AND org_id = ? AND line_no = 1 FOR UPDATE SKIP LOCKED
    """)

  /// The sweep as a periodic job; any number of processes may run it.
  package static let job = PeriodicJob("stock.release_expired", everySeconds: 1) {
    try releaseExpired(limit: 100, on: $0, redis: $1)
  }

  /// Frees up to `limit` expired locks, each in a transaction of its own, and returns how many.
  /// A lock that somebody else is just changing is left to them.
  package static func releaseExpired(
    limit: Int, on connection: DatabaseConnection, redis: RedisConnection?
  ) throws -> Int {
    let locks = try connection.query(expiredSQL, [.int(Int64(limit))]) {
      (row) throws(DatabaseError) in (reference: try row.text(0), organisation: try row.int(1))
    }
    var count = 0
    let end = ContinuousClock.now + PeriodicJob.longest
    for lock in locks where ContinuousClock.now < end {
      do {
        let release = try Retry.transaction(on: connection) {
          try self.release(lock.reference, of: lock.organisation, on: connection)
        }
        if let redis { StockGate.publish(release.balances, to: redis) }
        if !release.released.isEmpty { count += 1 }
      } catch let error as DatabaseError where error.kind == .unavailable {
        throw error
      } catch {
        // One bad lock must not keep the others waiting.
        Log.error(
          "an expired lock cannot be released",
          [("ref_no", LogValue(lock.reference)), ("error", LogValue("\(error)"))])
      }
    }
    return count
  }

  private static func release(
    _ reference: String, of organisation: Int64, on connection: DatabaseConnection
  ) throws -> StockRelease {
    let door = try connection.first(doorSQL, [.text(reference), .int(organisation)]) {
      (row) throws(DatabaseError) in try row.int(0)
    }
    guard door != nil,
      let lock = try LockStore.lock([reference], owner: .api, on: connection)
        .first(where: { $0.organisationID == organisation }), lock.hasExpired
    else { return StockRelease(released: [], balances: [], event: nil) }
    let release = try StockLocks.release(
      lock.holding.all(), of: lock, as: .expired, on: connection)
    if let event = release.event {
      let row = OutboxEvent(
        event, source: "erp-worker", requestID: "expired-\(Instant.now().microseconds)")
      try Outbox.append([row], on: connection)
    }
    return release
  }
}
