package import MariaDBClient

extension EventAdmin {
  private static let consumers = SQL(
    "event_admin.consumers", "SELECT DISTINCT consumer FROM event_subscription ORDER BY consumer")

  private static let waiting = SQL(
    "event_admin.waiting",
    """
    SELECT STRAIGHT_JOIN s.consumer, COUNT(*),
      TIMESTAMPDIFF(SECOND, MIN(o.occurred_at), NOW(6))
    FROM outbox AS o FORCE INDEX (outbox_state)
    JOIN event_subscription AS s ON s.type = o.type AND s.since_id < o.outbox_id
    LEFT JOIN inbox AS i ON i.consumer = s.consumer AND i.event_id = o.outbox_id
    LEFT JOIN event_failure AS f ON f.consumer = s.consumer AND f.event_id = o.outbox_id
    WHERE o.state IN (0, 1) AND i.event_id IS NULL AND f.event_id IS NULL
    GROUP BY s.consumer
    """)

  private static let failed = SQL(
    "event_admin.failed",
    """
    SELECT f.consumer, f.status, COUNT(*), TIMESTAMPDIFF(SECOND, MIN(o.occurred_at), NOW(6))
    FROM event_failure AS f JOIN outbox AS o ON o.outbox_id = f.event_id
    GROUP BY f.consumer, f.status
    """)

  private static let unpublished = SQL(
    "event_admin.unpublished",
    """
    SELECT COUNT(*), COALESCE(TIMESTAMPDIFF(SECOND, MIN(occurred_at), NOW(6)), 0)
    FROM outbox FORCE INDEX (outbox_state) WHERE state = 0
    """)

  /// One line for each consumer that ever subscribed, sorted by name. The cost grows with what is
  /// not done yet, not with history.
  package static func lag(
    on connection: DatabaseConnection
  ) throws(DatabaseError) -> [ConsumerLag] {
    let names = try connection.query(consumers, []) { (row) throws(DatabaseError) in
      try row.text(0)
    }
    var lags: [String: ConsumerLag] = [:]
    for name in names { lags[name] = ConsumerLag(consumer: name) }
    try connection.fetch(waiting, []) { (row) throws(DatabaseError) in
      let name = try row.text(0)
      lags[name, default: ConsumerLag(consumer: name)].waiting = Int(try row.int(1))
      lags[name]?.oldestSeconds = max(0, try row.int(2))
      return true
    }
    try connection.fetch(failed, []) { (row) throws(DatabaseError) in
      let name = try row.text(0)
      var lag = lags[name] ?? ConsumerLag(consumer: name)
      if try row.text(1) == "dead" {
        lag.dead = Int(try row.int(2))
      } else {
        lag.retrying = Int(try row.int(2))
        lag.oldestSeconds = max(lag.oldestSeconds, try row.int(3))
      }
      lags[name] = lag
      return true
    }
    return lags.values.sorted { $0.consumer < $1.consumer }
  }

  /// Events that Redis has not been given yet, and the age of the oldest in seconds.
  package static func unpublished(
    on connection: DatabaseConnection
  ) throws(DatabaseError) -> (count: Int, oldestSeconds: Int64) {
    try connection.first(unpublished, []) { (row) throws(DatabaseError) in
      (count: Int(try row.int(0)), oldestSeconds: max(0, try row.int(1)))
    } ?? (count: 0, oldestSeconds: 0)
  }
}
