package import MariaDBClient
package import RedisClient
package import Supervision
import Telemetry
package import Threads

/// Sees to it that every event reaches every subscribed consumer, whatever Redis forgot.
///
/// It walks over the events that are published and not settled. One that every subscriber has
/// done, or holds in `event_failure`, is settled, and never looked at again. One that somebody
/// lacks for too long goes back to the relay. Owned by one thread, and the sole user of its two
/// connections; any number of processes may run one, the holder of the lease works.
package final class Reconciler {
  private static let republished = Metrics.registry.counter(
    "erp_events_republished_total", help: "Events published again, because a consumer lacked them.")

  // One row for each event and subscriber; the subscriber's name only where it lacks the event.
  private static let window = SQL(
    "reconciler.window",
    """
    SELECT o.outbox_id, o.stream,
      COALESCE(TIMESTAMPDIFF(MICROSECOND, o.published_at, NOW(6)) DIV 1000, 0),
      CASE WHEN i.event_id IS NULL AND f.event_id IS NULL THEN s.consumer END
    FROM (
      SELECT outbox_id, stream, type, published_at FROM outbox FORCE INDEX (outbox_state)
      WHERE state = 1 AND outbox_id > ? ORDER BY outbox_id LIMIT ?
    ) AS o
    LEFT JOIN event_subscription AS s ON s.type = o.type AND s.since_id < o.outbox_id
    LEFT JOIN inbox AS i ON i.consumer = s.consumer AND i.event_id = o.outbox_id
    LEFT JOIN event_failure AS f ON f.consumer = s.consumer AND f.event_id = o.outbox_id
    ORDER BY o.outbox_id
    """)

  private static let settle = SQLList("reconciler.settle", maximum: 512) { count in
    """
    UPDATE outbox SET state = 2
    WHERE state = 1 AND outbox_id IN (\(SQLSeries.repeated("?", count)))
    """
  }

  private static let release = SQLList("reconciler.release", maximum: 512) { count in
    """
    UPDATE outbox
    SET state = 0, published_at = NULL, republished = LEAST(republished + ?, 10000)
    WHERE state = 1 AND outbox_id IN (\(SQLSeries.repeated("?", count)))
    """
  }

  /// What one pass did.
  struct Summary: Equatable {
    var settled = 0
    var republished = 0
  }

  private let database: DatabaseConnection
  private let redis: RedisConnection
  private let options: ReconcilerOptions
  private let lease: Lease
  private var cursor: Int64 = 0

  /// - Parameter owner: names this thread among all reconcilers, such as "host:pid"
  package init(
    database: DatabaseConnection, redis: RedisConnection, owner: String,
    options: ReconcilerOptions = .standard
  ) {
    self.database = database
    self.redis = redis
    self.options = options
    self.lease = Lease(name: "reconciler", owner: owner, seconds: options.leaseSeconds)
  }

  /// Works until the signal; waits for stores that are away.
  package func run(until stop: StopSignal, heartbeat: Heartbeat? = nil) {
    lease.repeatRounds(until: stop, heartbeat: heartbeat, on: database) {
      _ = try pass()
      return options.pauseMilliseconds
    }
  }

  /// One walk, bounded; nothing when another holds the lease.
  func pass() throws -> Summary {
    var summary = Summary()
    var groups = GroupPositions(redis: redis)
    for _ in 0..<options.windowsMax {
      guard let window = try settleWindow() else { break }
      var lost: [Int64] = []
      var waiting: [Int64] = []
      for event in window.open {
        let seconds = event.ageMilliseconds.quotient(by: 1_000)
        if seconds < options.patienceSeconds { continue }
        if !isInStream(event, &groups) {
          lost.append(event.eventID)
        } else if seconds >= options.patienceBehindSeconds {
          waiting.append(event.eventID)
        }
      }
      try database.execute(Self.release, [1], in: lost)
      try database.execute(Self.release, [0], in: waiting)
      summary.settled += window.settled.count
      summary.republished += lost.count + waiting.count
      let isLast = window.count < options.window
      cursor = isLast ? 0 : window.last
      if isLast { break }
    }
    Self.republished.increment(by: summary.republished)
    return summary
  }

  /// Reads the next window and settles in it what every subscriber has; nil without the lease.
  private func settleWindow() throws -> DeliveryWindow? {
    try Retry.transaction(on: database) {
      // The lease's row stays locked until the commit. Whoever registers a subscription locks it
      // too, so that nothing is settled without the new subscriber.
      guard try lease.take(on: database) else { return nil }
      let rows = try database.query(
        Self.window,
        [.int(cursor), .int(Int64(options.window))]
      ) { row throws(DatabaseError) in
        DeliveryWindow.Line(
          eventID: try row.int(), centre: try row.text(), ageMilliseconds: try row.int(),
          lackedBy: try row.textOrNil())
      }
      let window = DeliveryWindow(rows)
      try database.execute(Self.settle, in: window.settled)
      return window
    }
  }

  /// Whether everybody who lacks the event has not read its stream as far as that: then it will
  /// come by itself.
  private func isInStream(
    _ event: DeliveryWindow.Open, _ groups: inout GroupPositions
  ) -> Bool {
    for consumer in event.lackedBy {
      let position = groups.position(consumer: consumer, centre: event.centre)
      if !position.isBefore(entryOfAge: event.ageMilliseconds) { return false }
    }
    return true
  }
}

/// How the reconciler works. The standard is what runs; tests shorten times.
package struct ReconcilerOptions: Sendable {
  /// Pause between passes, in milliseconds.
  package var pauseMilliseconds = 2_000
  /// An event that was published longer ago than this, and that a subscribed consumer has neither
  /// done nor failed, is published again.
  package var patienceSeconds = 10
  /// After so long it is published again even if the consumer still has entries to read.
  package var patienceBehindSeconds = 900
  /// Events looked at in one query.
  package var window = 500
  /// Queries in one pass; the next pass goes on where this one stopped.
  package var windowsMax = 20
  package var leaseSeconds = 8

  package static let standard = ReconcilerOptions()
}

/// A stretch of published events, and which of them somebody still lacks.
struct DeliveryWindow {
  /// One event as one subscriber sees it; `lackedBy` names the subscriber only if it lacks it.
  struct Line {
    let eventID: Int64
    let centre: String
    /// Since it was published, by the database's clock.
    let ageMilliseconds: Int64
    let lackedBy: String?
  }

  /// An event that at least one subscriber lacks.
  struct Open {
    let eventID: Int64
    let centre: String
    let ageMilliseconds: Int64
    var lackedBy: [String]
  }

  private(set) var settled: [Int64] = []
  private(set) var open: [Open] = []
  /// Events seen, and the last one's id.
  private(set) var count = 0
  private(set) var last: Int64 = 0

  /// - Parameter lines: ordered by event
  init(_ lines: [Line]) {
    var index = 0
    while index < lines.count {
      let line = lines[index]
      var event = Open(
        eventID: line.eventID, centre: line.centre,
        ageMilliseconds: line.ageMilliseconds, lackedBy: [])
      while index < lines.count, lines[index].eventID == line.eventID {
        if let consumer = lines[index].lackedBy { event.lackedBy.append(consumer) }
        index += 1
      }
      if event.lackedBy.isEmpty { settled.append(line.eventID) } else { open.append(event) }
      count += 1
      last = line.eventID
    }
  }
}
