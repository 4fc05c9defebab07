package import JSONCoding
package import MariaDBClient

extension EventAdmin {
  private static let consumers = SQL(
    "event_admin.consumers", "SELECT DISTINCT consumer FROM event_subscription ORDER BY consumer")

  /// Open events that are looked at: counting a million of them takes longer than a statement may.
  package static let countedMax = 20_000

  // The oldest open ones of both kinds.
  private static let open = """
    SELECT outbox_id, type, occurred_at FROM outbox FORCE INDEX (outbox_state)
    WHERE state = ? ORDER BY outbox_id LIMIT \(countedMax)
    """

  private static let waiting = SQL(
    "event_admin.waiting",
    """
    SELECT STRAIGHT_JOIN s.consumer, COUNT(*),
      TIMESTAMPDIFF(SECOND, MIN(o.occurred_at), NOW(6))
    FROM ((\(open)) UNION ALL (\(open))) AS o
    JOIN event_subscription AS s ON s.type = o.type AND s.since_id < o.outbox_id
    LEFT JOIN inbox AS i ON i.consumer = s.consumer AND i.event_id = o.outbox_id
    LEFT JOIN event_failure AS f ON f.consumer = s.consumer AND f.event_id = o.outbox_id
    WHERE i.event_id IS NULL AND f.event_id IS NULL
    GROUP BY s.consumer
    """)

  private static let failed = SQL(
    "event_admin.failed",
    """
    SELECT f.consumer, f.status, f.events,
      COALESCE(TIMESTAMPDIFF(SECOND, o.occurred_at, NOW(6)), 0)
    FROM (
      SELECT consumer, status, COUNT(*) AS events, MIN(event_id) AS first_id
      FROM event_failure GROUP BY consumer, status
    ) AS f LEFT JOIN outbox AS o ON o.outbox_id = f.first_id
    """)

  private static let count = SQL(
    "event_admin.open_count",
    """
    SELECT COUNT(*), COALESCE(TIMESTAMPDIFF(SECOND, MIN(o.occurred_at), NOW(6)), 0)
    FROM (\(open)) AS o
    """)

  /// One line for each consumer that ever subscribed, sorted by name. The cost grows with what is
  /// not done yet, up to `countedMax` events of each kind; beyond, the lines say so. 4 round trips.
  package static func lag(
    on database: DatabaseConnection
  ) throws(DatabaseError) -> [ConsumerLag] {
    let names = try database.query(consumers) { row throws(DatabaseError) in try row.text() }
    var lags: [String: ConsumerLag] = [:]
    let isCapped = try open(state: 1, on: database).count >= countedMax
    for name in names { lags[name] = ConsumerLag(consumer: name, isCapped: isCapped) }
    try database.fetch(waiting, [.int(0), .int(1)]) { row throws(DatabaseError) in
      let name = try row.text()
      lags[name, default: ConsumerLag(consumer: name)].waiting = try row.count()
      lags[name]?.oldestSeconds = max(0, try row.int())
      return true
    }
    try database.fetch(failed, []) { row throws(DatabaseError) in
      let name = try row.text()
      var lag = lags[name] ?? ConsumerLag(consumer: name)
      if try row.text() == "dead" {
        lag.dead = try row.count()
      } else {
        lag.retrying = try row.count()
        lag.oldestSeconds = max(lag.oldestSeconds, try row.int())
      }
      lags[name] = lag
      return true
    }
    return lags.values.sorted { $0.consumer < $1.consumer }
  }

  /// Events that Redis has not been given yet, up to `countedMax`, and the age of the oldest in
  /// seconds. 1 round trip.
  package static func unpublished(
    on database: DatabaseConnection
  ) throws(DatabaseError) -> (count: Int, oldestSeconds: Int64) {
    try open(state: 0, on: database)
  }

  private static func open(
    state: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> (count: Int, oldestSeconds: Int64) {
    try database.first(count, [.int(state)]) { row throws(DatabaseError) in
      (count: try row.count(), oldestSeconds: max(0, try row.int()))
    } ?? (count: 0, oldestSeconds: 0)
  }
}

/// How far one consumer is behind.
package struct ConsumerLag: Sendable, Equatable, JSONWritable {
  package let consumer: String
  /// Events that it has neither done nor failed.
  package var waiting = 0
  /// Events that failed and will be tried again.
  package var retrying = 0
  /// Events that were given up.
  package var dead = 0
  /// Age of the oldest waiting or retrying event, 0 when there is none.
  package var oldestSeconds: Int64 = 0
  /// Whether more events are open than are counted: then `waiting` is at least that.
  package var isCapped = false

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("consumer", consumer)
      writer.field("waiting", waiting)
      writer.field("retrying", retrying)
      writer.field("dead", dead)
      writer.field("oldest_seconds", oldestSeconds)
      writer.field("capped", isCapped)
    }
  }
}
