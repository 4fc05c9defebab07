package import MariaDBClient

/// Who must see what.
package enum Subscriptions {
  private static let forUpdate = SQL(
    "subscription.lock", "SELECT name FROM lease WHERE name = 'reconciler' FOR UPDATE")
  private static let add = SQL(
    "subscription.add",
    "INSERT IGNORE INTO event_subscription (consumer, type, since_id) VALUES (?, ?, 0)")
  private static let highest = SQL(
    "subscription.highest", "SELECT COALESCE(MAX(outbox_id), 0) FROM outbox")
  private static let reopen = SQL(
    "subscription.reopen",
    """
    UPDATE outbox SET state = 1 WHERE outbox_id > ? AND outbox_id <= ? AND type = ? AND state = 2
    """)
  private static let remove = SQL(
    "subscription.remove", "DELETE FROM event_subscription WHERE consumer = ? AND type = ?")
  private static let window: Int64 = 20_000

  /// Subscribes the group to its handlers' types.
  ///
  /// A new subscription also covers the past, as far as the outbox still has it. Each start calls
  /// it; what is registered already stays as it is. A type that a release no longer handles is
  /// unsubscribed by name, so that an older worker beside a newer one takes nothing away.
  package static func register(
    _ group: ConsumerGroup, on database: DatabaseConnection
  ) throws {
    try Lease(name: "reconciler", owner: "", seconds: 1).prepare(on: database)
    try Retry.transaction(on: database) {
      // Against the reconciler, which would settle events without the new subscriber.
      try database.execute(forUpdate)
      var fresh: [String] = []
      for type in group.types {
        let outcome = try database.execute(add, [.text(group.name), .text(type)])
        if outcome.affectedRows == 1 { fresh.append(type) }
      }
      if fresh.isEmpty { return }
      let highestID =
        try database.first(highest, []) { row throws(DatabaseError) in try row.int() } ?? 0
      for type in fresh {
        for start in stride(from: 0, to: highestID, by: Int(clamping: window)) {
          try database.execute(
            reopen, [.int(start), .int(start.adding(capped: window)), .text(type)])
        }
      }
    }
  }

  /// Ends a subscription. What was not done stays undone, and is no longer missed.
  package static func remove(
    consumer: String, type: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(remove, [.text(consumer), .text(type)])
  }
}
