package import MariaDBClient
package import RedisClient
package import Supervision
import Synchronization
import Telemetry
package import Threads

/// Carries events from the outbox to the streams.
///
/// Any number of relays may run; the holder of the lease works. An event is marked as published
/// only after Redis has it: a relay that dies between leaves a duplicate, never a gap. Owned by
/// one thread, and the sole user of its two connections.
package final class Relay {
  private static let published = Metrics.registry.counter(
    "erp_events_published_total", help: "Events handed to Redis.")
  private static let isActive = Metrics.registry.gauge(
    "erp_relay_active", help: "Whether this relay holds the lease.")

  // The primary key would also give the order, at the price of reading all of history.
  private static let unpublished = SQL(
    "relay.unpublished",
    """
    SELECT \(EventRows.columns), o.stream FROM outbox AS o FORCE INDEX (outbox_state)
    WHERE o.state = 0 ORDER BY o.outbox_id LIMIT ?
    """)

  private static let markPublished = SQLList("relay.mark_published", maximum: 512) { count in
    """
    UPDATE outbox SET state = 1, published_at = NOW(6)
    WHERE state = 0 AND outbox_id IN (\(SQLSeries.repeated("?", count)))
    """
  }

  /// An event and the stream it belongs into.
  struct Item {
    let event: EventEnvelope
    let centre: String
  }

  private let database: DatabaseConnection
  private let redis: RedisConnection
  private let options: RelayOptions
  private let lease: Lease
  private let keeper: StreamKeeper
  private var renewedAt: ContinuousClock.Instant?
  private var trimmedAt: ContinuousClock.Instant?
  private static let heldUp = Atomic<Bool>(false)

  /// Whether the relay of this process has events that Redis does not take.
  package static var isHeldUp: Bool { heldUp.load(ordering: .relaxed) }

  /// - Parameter owner: names this thread among all relays, such as "host:pid"
  package init(
    database: DatabaseConnection, redis: RedisConnection, owner: String,
    options: RelayOptions = .standard
  ) {
    self.database = database
    self.redis = redis
    self.options = options
    self.lease = Lease(name: "relay", owner: owner, seconds: options.leaseSeconds)
    keeper = StreamKeeper(redis: redis, centres: options.centres)
  }

  /// Works until the signal; waits for stores that are away.
  package func run(until stop: StopSignal, heartbeat: Heartbeat? = nil) {
    lease.repeatRounds(until: stop, heartbeat: heartbeat, on: database) {
      do { return try round() } catch {
        Self.isActive.set(0)
        renewedAt = nil
        throw error
      }
    }
    Self.isActive.set(0)
  }

  /// One poll. Returns how long to pause, in milliseconds.
  func round() throws -> Int {
    guard try holdsLease() else {
      Self.isActive.set(0)
      return options.standbyMilliseconds
    }
    Self.isActive.set(1)
    trimStreams()
    let items = try nextBatch()
    if items.isEmpty {
      Self.heldUp.store(false, ordering: .relaxed)
      return options.pollMilliseconds
    }
    try markPublished(try publish(items))
    return items.count < options.batch ? options.pollMilliseconds : 0
  }

  /// Once a second at most. A Redis that is away is told of by whoever publishes.
  private func trimStreams() {
    let now = ContinuousClock.now
    if let trimmedAt, now - trimmedAt < .seconds(1) { return }
    trimmedAt = now
    _ = try? keeper.trim()
  }

  /// Renews at most three times a lease, not at every poll.
  private func holdsLease() throws(DatabaseError) -> Bool {
    let now = ContinuousClock.now
    if let renewedAt, (now - renewedAt) * 3 < .seconds(options.leaseSeconds) { return true }
    let isMine = try lease.take(on: database)
    renewedAt = isMine ? now : nil
    return isMine
  }

  func nextBatch() throws(DatabaseError) -> [Item] {
    try database.query(Self.unpublished, [.int(Int64(options.batch))]) {
      row throws(DatabaseError) in
      Item(event: try EventRows.envelope(row), centre: try row.text())
    }
  }

  /// Hands the events to Redis in one pipeline.
  /// - Returns: the ids that Redis took
  func publish(_ items: [Item]) throws -> [Int64] {
    let replies = try redis.pipeline(
      items.map { EventStreams.add($0.event, centre: $0.centre) })
    var taken: [Int64] = []
    taken.reserveCapacity(items.count)
    var refusal: String?
    for (item, reply) in zip(items, replies) {
      if case .error(let text) = reply {
        refusal = text
        healStream(item.centre, refusal: text)
      } else {
        taken.append(item.event.eventID)
      }
    }
    Self.published.increment(by: taken.count)
    Self.heldUp.store(taken.isEmpty && refusal != nil, ordering: .relaxed)
    guard taken.isEmpty, let refusal else { return taken }
    // The next round tries again at once.
    if refusal.hasPrefix("OOM"), try keeper.makeRoom() { return [] }
    // Full with something else, read-only, still loading: nothing is lost, it is only late.
    throw RedisError.refused(refusal)
  }

  /// A key of our name that is no stream helps nobody and would hold its centre's events up.
  private func healStream(_ centre: String, refusal: String) {
    guard refusal.hasPrefix("WRONGTYPE") else { return }
    Log.warning("relay: \(EventStreams.key(centre)) is not a stream and was removed")
    _ = try? redis.command(["DEL", .text(EventStreams.key(centre))])
  }

  func markPublished(_ ids: [Int64]) throws(DatabaseError) {
    try database.execute(Self.markPublished, in: ids)
  }
}

/// How the relay works. The standard is what runs; tests shorten times.
package struct RelayOptions: Sendable {
  /// Events a round.
  package var batch = 500
  /// Pause after a round that found nothing, in milliseconds: what an event waits at most.
  package var pollMilliseconds = 20
  /// Pause of a relay that is not the active one, in milliseconds.
  package var standbyMilliseconds = 500
  /// After so long without a sign of the active relay another takes over.
  package var leaseSeconds = 3
  /// Whose streams are kept short.
  package var centres = EventStreams.centres

  package static let standard = RelayOptions()
}
