package import MariaDBClient

/// Forgets events that everybody has done long ago, with what the inbox knows of them.
package enum OutboxPurge {
  /// How long events are kept.
  package static let retentionDays = 7
  private static let window: Int64 = 500

  // Settled events in the order of their ids; one that failed somewhere is kept for its replay.
  private static let old = SQL(
    "outbox_purge.old",
    """
    SELECT o.outbox_id, f.event_id IS NULL, o.occurred_at < NOW(6) - INTERVAL ? SECOND
    FROM (
      SELECT outbox_id, occurred_at FROM outbox FORCE INDEX (outbox_state)
      WHERE state = 2 AND outbox_id > ? ORDER BY outbox_id LIMIT ?
    ) AS o
    LEFT JOIN event_failure AS f ON f.event_id = o.outbox_id
    ORDER BY o.outbox_id
    """)

  private static let consumers = SQL(
    "outbox_purge.consumers", "SELECT DISTINCT consumer FROM inbox")
  // Who subscribes anew opens old events again (Subscriptions): what is settled now stays so until
  // the end of the transaction.
  private static let settled = SQLList("outbox_purge.settled", maximum: 512) { count in
    """
    SELECT outbox_id FROM outbox
    WHERE state = 2 AND outbox_id IN (\(SQLSeries.repeated("?", count))) FOR UPDATE
    """
  }
  private static let forgetDone = SQLList("outbox_purge.inbox", maximum: 512) { count in
    "DELETE FROM inbox WHERE consumer = ? AND event_id IN (\(SQLSeries.repeated("?", count)))"
  }
  private static let forget = SQLList("outbox_purge.outbox", maximum: 512) { count in
    "DELETE FROM outbox WHERE state = 2 AND outbox_id IN (\(SQLSeries.repeated("?", count)))"
  }

  /// The job for a worker.
  package static var job: PeriodicJob {
    PeriodicJob("outbox.purge", everySeconds: 60) { database, _ in
      try run(olderThanSeconds: retentionDays * 86_400, on: database)
    }
  }

  /// One bounded run. A row of the inbox goes only together with its event: as long as the event
  /// is there it could be published again.
  /// - Returns: how many events were forgotten
  package static func run(
    olderThanSeconds seconds: Int, on database: DatabaseConnection
  ) throws -> Int {
    var position: Int64 = 0
    // Past events that are kept for a replay, there may be thousands of them.
    for _ in 0..<100 {
      let lines = try database.query(
        old, [.int(Int64(seconds)), .int(position), .int(window)]
      ) { row throws(DatabaseError) in
        (id: try row.int(), isFree: try row.bool(), isOld: try row.bool())
      }
      let ids = lines.filter { $0.isFree && $0.isOld }.map(\.id)
      if !ids.isEmpty {
        try forgetAll(ids, on: database)
        return ids.count
      }
      guard let last = lines.last, last.isOld else { return 0 }
      position = last.id
    }
    return 0
  }

  private static func forgetAll(_ ids: [Int64], on database: DatabaseConnection) throws {
    let names = try database.query(consumers) { row throws(DatabaseError) in try row.text() }
    try Retry.transaction(on: database) {
      for range in settled.chunks(of: ids.count) {
        let chunk = try database.query(
          settled[range.count], ids[range].map { .int($0) }
        ) { row throws(DatabaseError) in SQLValue.int(try row.int()) }
        if chunk.isEmpty { continue }
        for name in names {
          try database.execute(forgetDone[chunk.count], [.text(name)] + chunk)
        }
        try database.execute(forget[chunk.count], chunk)
      }
    }
  }
}
