package import Kernel
package import MariaDBClient

/// An event of a request, and what came of it.
package struct EventTrace: Sendable {
  package let eventID: Int64
  package let type: String
  package let key: String
  /// The program that says so.
  package let source: String
  package let occurredAt: Instant
  /// Nil as long as Redis has not been given it.
  package let publishedAt: Instant?
  /// By name.
  package fileprivate(set) var consumers: [ConsumerTrace] = []
}

/// What one consumer did about an event.
package struct ConsumerTrace: Sendable {
  /// How it stands.
  package enum State: String, Sendable {
    case done
    /// Not come to it yet.
    case waiting
    /// Failed, and will try again.
    case retry
    /// Failed, and was given up.
    case dead
  }

  package let consumer: String
  package let state: State
  /// When it was done, or tried last; nil for one that waits.
  package let at: Instant?
  package let attempts: Int
  package let lastError: String?
}

extension EventAdmin {
  /// Events of one request that are shown.
  private static let tracedMax = 200

  // There is no index: the outbox is read through, a few seconds for a busy week.
  private static let tracedSQL = SQL(
    "event_admin.traced",
    """
    SELECT outbox_id, type, event_key, source, occurred_at, published_at FROM outbox
    WHERE request_id = ? ORDER BY outbox_id LIMIT \(tracedMax)
    """)

  private static let consumedSQL = SQLList("event_admin.consumed", maximum: 200) { count in
    """
    SELECT o.outbox_id, s.consumer, i.done_at, f.status, f.attempts, f.last_error, f.last_at
    FROM outbox AS o
    JOIN event_subscription AS s ON s.type = o.type AND s.since_id < o.outbox_id
    LEFT JOIN inbox AS i ON i.consumer = s.consumer AND i.event_id = o.outbox_id
    LEFT JOIN event_failure AS f ON f.consumer = s.consumer AND f.event_id = o.outbox_id
    WHERE o.outbox_id IN (\(SQLSeries.repeated("?", count))) ORDER BY o.outbox_id, s.consumer
    """
  }

  private static let consumerSQL = SQL(
    "event_admin.consumer",
    """
    SELECT 1 FROM event_subscription WHERE consumer = ? UNION
    SELECT 1 FROM event_failure WHERE consumer = ? LIMIT 1
    """)
  private static let eventSQL = SQL(
    "event_admin.event", "SELECT 1 FROM outbox WHERE outbox_id = ?")

  /// Whether a consumer of this name subscribed to anything, or failed at anything.
  package static func hasConsumer(
    _ name: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try database.first(consumerSQL, [.text(name), .text(name)]) { row throws(DatabaseError) in
      try row.int()
    } != nil
  }

  /// Whether the outbox has this event, still.
  package static func hasEvent(
    _ eventID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try database.first(eventSQL, [.int(eventID)]) { row throws(DatabaseError) in
      try row.int()
    } != nil
  }

  /// The events that a request brought about, its consumers' own among them, as far as the outbox
  /// still has them. 2 round trips.
  package static func trace(
    _ requestID: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> [EventTrace] {
    var events = try database.query(tracedSQL, [.text(requestID)]) { row throws(DatabaseError) in
      EventTrace(
        eventID: try row.int(), type: try row.text(), key: try row.text(),
        source: try row.text(), occurredAt: try row.instant(),
        publishedAt: try row.instantOrNil())
    }
    let found = try database.query(consumedSQL, in: events.map(\.eventID)) {
      row throws(DatabaseError) in (try row.int(), try consumer(row))
    }
    let byEvent = Dictionary(grouping: found, by: \.0)
    for index in events.indices {
      events[index].consumers = (byEvent[events[index].eventID] ?? []).map(\.1)
    }
    return events
  }

  private static func consumer(_ row: borrowing Row) throws(DatabaseError) -> ConsumerTrace {
    let name = try row.text()
    let doneAt = try row.instantOrNil()
    let status = try row.textOrNil()
    let attempts = try row.intOrNil().map { Int(clamping: $0) } ?? 0
    let (error, lastAt) = (try row.textOrNil(), try row.instantOrNil())
    if let doneAt {
      return ConsumerTrace(
        consumer: name, state: .done, at: doneAt, attempts: attempts, lastError: nil)
    }
    let state = status.flatMap { ConsumerTrace.State(rawValue: $0) } ?? .waiting
    return ConsumerTrace(
      consumer: name, state: state, at: lastAt, attempts: attempts, lastError: error)
  }
}
