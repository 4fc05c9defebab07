package import MariaDBClient
package import RedisClient
package import Supervision
import Telemetry
package import Threads

/// Brings the events of some streams to a centre: reads them from Redis, applies them to MariaDB,
/// acknowledges them.
///
/// Redis only says that there is an event; what it is, and whether it was done, is MariaDB's to
/// say. Any number of consumers of one group share the work. Owned by one thread, and the sole
/// user of its two connections.
package final class Consumer {
  private let delivery: EventDelivery
  private let reader: StreamReader
  private let database: DatabaseConnection
  private let options: ConsumerOptions
  private var isRegistered = false
  /// Whether entries may have been given to this consumer that it did not acknowledge.
  private var hasPending = false
  private var retriesLookedFor: ContinuousClock.Instant?
  private var housekept = ContinuousClock.now

  /// - Parameters:
  ///   - group: what to do with which events
  ///   - name: of this thread, unlike any other's, such as "host:pid:1"
  package init(
    group: ConsumerGroup, name: String, database: DatabaseConnection, redis: RedisConnection,
    options: ConsumerOptions = .standard
  ) {
    self.database = database
    self.options = options
    delivery = EventDelivery(
      group: group, database: database, redis: redis, options: options)
    reader = StreamReader(
      redis: redis, group: group.name, consumer: name, centres: group.centres, options: options)
  }

  /// Works until the signal; waits for stores that are away.
  package func run(until stop: StopSignal, heartbeat: Heartbeat? = nil) {
    delivery.heartbeat = heartbeat
    var outages = OutageReporter(speaker: "consumer \(delivery.group.name)")
    outages.repeatRounds(until: stop, heartbeat: heartbeat) {
      do { try round() } catch {
        hasPending = true
        throw error
      }
      return 0
    }
    if !hasPending { try? reader.leave() }
  }

  /// One read, with what is due beside it.
  func round() throws {
    if !isRegistered {
      try Subscriptions.register(delivery.group, on: database)
      isRegistered = true
    }
    try retryDue()
    try housekeep()
    if hasPending {
      let entries = try reader.pending()
      try see(to: entries)
      hasPending = !entries.isEmpty
    } else {
      try see(to: try reader.new())
    }
  }

  private func retryDue() throws {
    let now = ContinuousClock.now
    let pause = Duration.milliseconds(options.blockMilliseconds)
    if let retriesLookedFor, now - retriesLookedFor < pause { return }
    // After a full load there may be more.
    retriesLookedFor = try delivery.retryDue() == 0 ? now : nil
  }

  private func housekeep() throws {
    let now = ContinuousClock.now
    guard now - housekept > .seconds(options.housekeepingSeconds) else { return }
    housekept = now
    try see(to: try reader.takeOver(), isAfterDeath: true)
  }

  /// - Parameter isAfterDeath: another consumer ended in the midst of these
  private func see(to entries: [StreamReader.Entry], isAfterDeath: Bool = false) throws {
    guard !entries.isEmpty else { return }
    var ids: Set<Int64> = []
    for entry in entries {
      // An entry without an outbox row is acknowledged and dropped.
      guard let id = entry.eventID, let type = entry.type else {
        Log.warning(
          "consumer \(delivery.group.name): an entry that is no event",
          [("stream", LogValue(entry.key)), ("entry", LogValue(entry.entryID))])
        continue
      }
      if delivery.group.handlers[type] != nil { ids.insert(id) }
    }
    if !ids.isEmpty { try delivery.deliver(ids.sorted(), oneByOne: isAfterDeath) }
    try reader.acknowledge(entries)
  }
}

/// How a consumer works. The standard is what runs; tests shorten times.
package struct ConsumerOptions: Sendable {
  /// Entries read at once.
  package var batch = 100
  /// How long one read waits for an entry, in milliseconds; also how often due retries are looked
  /// for, and how long a stop may take.
  package var blockMilliseconds = 1_000
  /// After so long a transaction takes no further event: its locks hold requests up.
  package var transactionMilliseconds = 20
  package var retry = RetryPolicy.standard
  /// Entries that a consumer read and did not acknowledge for so long are taken over by another.
  package var claimAfterMilliseconds = 30_000
  /// How often that, and consumers that are gone for good, are looked for, in seconds.
  package var housekeepingSeconds = 15

  package static let standard = ConsumerOptions()
}
