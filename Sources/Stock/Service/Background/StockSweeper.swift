package import EventStream
package import RedisClient

/// Frees locks whose time has passed by the database's clock. Orders free theirs themselves. A lock
/// that cannot be freed keeps no other waiting (`PutAside`).
package enum StockSweeper {
  // All lines of a lock expire at once.
  private static let expiredSQL = SQL(
    "stock_lock.expired",
    """
    SELECT ref_no, org_id, MIN(expires_at) FROM stock_lock \
    WHERE status = 'held' AND owner = 'api' AND expires_at <= NOW(6) \
    AND (expires_at > ? OR (expires_at = ? AND (ref_no > ? OR (ref_no = ? AND org_id > ?)))) \
    GROUP BY ref_no, org_id ORDER BY 3, 1, 2 LIMIT ?
    """)

  /// Row 1 of a lock serialises its users: who holds it is about to change the lock.
  private static let firstRowSQL = SQL(
    "stock_lock.door",
    """
    SELECT line_no FROM stock_lock \
    WHERE owner = 'api' AND ref_no = ? AND org_id = ? AND line_no = 1 FOR UPDATE SKIP LOCKED
    """)

  /// Locks that cannot be freed, by organisation and reference.
  private static let attempts = PutAside("stock_lock")

  /// The sweep as a periodic job; any number of processes may run it.
  package static let job = PeriodicJob("stock.release_expired", everySeconds: 1) {
    try releaseExpired(limit: 100, on: $0, redis: $1)
  }

  private struct Expired {
    var reference = ""
    var organisationID: Int64 = 0
    var expiresAt = Instant(microseconds: 0)

    var key: String { "\(organisationID):\(reference)" }
  }

  /// Frees expired locks, each in a transaction of its own, up to `limit` at a time, and returns
  /// how many. A lock that somebody else is just changing is left to them.
  package static func releaseExpired(
    limit: Int, on database: DatabaseConnection, redis: RedisConnection?
  ) throws -> Int {
    var last = Expired()
    var locks: [String: Expired] = [:]
    return try attempts.sweep(limit: limit, on: database) {
      let page = try expired(after: last, limit: limit, on: database)
      last = page.last ?? last
      locks = Dictionary(page.map { ($0.key, $0) }) { $1 }
      return page.map(\.key)
    } work: { key in
      guard let lock = locks[key] else { return false }
      let release = try Retry.transaction(on: database) {
        try self.release(lock.reference, of: lock.organisationID, on: database)
      }
      if let redis { SoldOutGate.publish(release.balances, to: redis) }
      return !release.released.isEmpty
    }
  }

  private static func expired(
    after last: Expired, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Expired] {
    try database.query(
      expiredSQL,
      [
        .instant(last.expiresAt), .instant(last.expiresAt), .text(last.reference),
        .text(last.reference), .int(last.organisationID), .of(limit),
      ]
    ) { row throws(DatabaseError) in
      Expired(
        reference: try row.text(), organisationID: try row.int(), expiresAt: try row.instant())
    }
  }

  private static func release(
    _ reference: String, of organisationID: Int64, on database: DatabaseConnection
  ) throws -> StockRelease {
    let first = try database.first(firstRowSQL, [.text(reference), .int(organisationID)]) {
      row throws(DatabaseError) in try row.int()
    }
    guard first != nil,
      let lock = try LockStore.forUpdate([reference], owner: .api, on: database)
        .first(where: { $0.organisationID == organisationID }), lock.hasExpired
    else { return .nothing }
    let release = try StockLocks.release(
      lock.holding.all(), of: lock, as: .expired, on: database)
    if let event = release.event {
      let row = OutboxEvent(
        event, source: "erp-worker", requestID: "expired-\(Instant.now().microseconds)")
      try Outbox.append([row], on: database)
    }
    return release
  }
}
