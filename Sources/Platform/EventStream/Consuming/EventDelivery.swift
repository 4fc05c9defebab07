import EventModel
import Kernel
import MariaDBClient
import RedisClient
import Supervision
import Telemetry

/// Applies events to the database, each once: the half of a consumer that knows MariaDB.
///
/// Owned by one thread.
final class EventDelivery {
  /// An event that comes for so many times without having been done is tried alone.
  private static let republishedMax = 3
  private static let ping = SQL("delivery.ping", "SELECT 1")

  let group: ConsumerGroup
  let database: DatabaseConnection
  private let redis: RedisConnection
  let failures: EventFailures
  private let budget: Duration
  private let metrics: DeliveryMetrics
  /// Beats for each transaction: a hundred events that all wait for a lock are no hang.
  var heartbeat: Heartbeat?

  init(
    group: ConsumerGroup, database: DatabaseConnection, redis: RedisConnection,
    options: ConsumerOptions
  ) {
    self.group = group
    self.database = database
    self.redis = redis
    self.failures = EventFailures(consumer: group.name, policy: options.retry)
    self.budget = .milliseconds(options.transactionMilliseconds)
    self.metrics = DeliveryMetrics(consumer: group.name)
  }

  /// Sees to the events. When it returns, each is done or written down as failed, or was none of
  /// this consumer's.
  /// - Parameter oneByOne: a program ended in their midst: each is tried alone, and the attempt is
  ///   counted before it is made, since one of them may be what ended it
  /// - Throws: when the database is away; what was not done is then simply given again
  func deliver(_ ids: [Int64], oneByOne: Bool = false) throws {
    let open = try Inbox.open(ids, consumer: group.name, on: database)
    func isSuspect(_ event: Inbox.Open) -> Bool {
      oneByOne || event.republished >= Self.republishedMax
    }
    for suspect in open where isSuspect(suspect) {
      try failures.isolate(suspect.event.eventID, on: database)
    }
    var rest = open.filter { !isSuspect($0) }.map(\.event)[...]
    while !rest.isEmpty {
      rest = rest.dropFirst(try deliverTogether(rest))
    }
  }

  /// One transaction for as many events as fit its time; after any error, one for each of them.
  /// - Returns: how many of the events are seen to
  private func deliverTogether(_ events: ArraySlice<EventEnvelope>) throws -> Int {
    guard events.count > 1, let first = events.first else {
      if let only = events.first { try deliverAlone(only) }
      return events.count
    }
    var tried = 0
    heartbeat?.beat(within: BackgroundService.roundSeconds)
    do {
      let context = try Retry.transaction(on: database, attempts: 2) {
        tried = 0
        let context = DeliveryContext(connection: database, consumer: group.name)
        let start = ContinuousClock.now
        while tried < events.count {
          let run = nextRun(of: events.dropFirst(tried))
          tried += run.count
          try apply(run, context)
          if ContinuousClock.now - start > budget { break }
        }
        try Inbox.record(
          events.prefix(tried).map(\.eventID), consumer: group.name, on: database)
        return context
      }
      finish(events.prefix(tried), context)
    } catch {
      try throwIfAway(error)
      Log.debug(
        "consumer \(group.name): one by one",
        [("first", LogValue(first.eventID)), ("error", LogValue("\(error)"))])
      for event in events.prefix(tried) { try deliverAlone(event) }
    }
    return tried
  }

  /// One event in a transaction of its own; a failure is written down.
  private func deliverAlone(_ event: EventEnvelope) throws {
    heartbeat?.beat(within: BackgroundService.roundSeconds)
    do {
      let context = try unlessEventIsToBlame {
        try Retry.transaction(on: database) {
          try apply(alone: event)
        }
      }
      finish([event], context)
    } catch is Inbox.AlreadyDone {
      return
    } catch {
      try throwIfAway(error)
      let isDead = try failures.add(event.eventID, error: error, on: database)
      note(event, failures: 1, isDead: isDead, error)
    }
  }

  /// Tries twice when the database goes away and answers again: if it goes away both times during
  /// this one event, the event is to blame, and must not hold the others up.
  func unlessEventIsToBlame<T>(_ body: () throws -> T) throws -> T {
    do { return try body() } catch {
      guard isAway(error) else { throw error }
      try throwIfAway(error)
      return try body()
    }
  }

  /// The inbox first: a twin then waits for the outcome.
  func apply(alone event: EventEnvelope) throws -> DeliveryContext {
    let context = DeliveryContext(connection: database, consumer: group.name)
    try Inbox.record([event.eventID], consumer: group.name, on: database)
    try apply([event], context)
    return context
  }

  /// The events at the front that go to their handlers in one call: of one type, and no more than
  /// each of its handlers takes.
  private func nextRun(of events: ArraySlice<EventEnvelope>) -> ArraySlice<EventEnvelope> {
    guard let type = events.first?.type else { return events }
    let together = group.handlers[type]?.map(\.together).min() ?? 1
    return events.prefix(together).prefix { $0.type == type }
  }

  private func apply(_ run: ArraySlice<EventEnvelope>, _ context: DeliveryContext) throws {
    guard let type = run.first?.type else { return }
    guard let handlers = group.handlers[type] else {
      throw PayloadFault(path: "", reason: "no handler for \(type) in this program")
    }
    for handler in handlers { try handler.apply(run, context) }
  }

  func finish(_ events: ArraySlice<EventEnvelope>, _ context: DeliveryContext) {
    metrics.done(events)
    for hook in context.hooks { hook(redis) }
  }

  /// Says that an event failed.
  func note(_ event: EventEnvelope, failures count: Int, isDead: Bool, _ error: any Error) {
    metrics.failed(isDead: isDead)
    let fields: [(StaticString, LogValue)] = [
      ("event_id", LogValue(event.eventID)), ("type", LogValue(event.type)),
      ("attempts", LogValue(count)), ("error", LogValue("\(error)")),
    ]
    if isDead {
      Log.error("consumer \(group.name): gave an event up", requestID: event.requestID, fields)
    } else {
      Log.warning("consumer \(group.name): an event failed", requestID: event.requestID, fields)
    }
  }

  func isAway(_ error: any Error) -> Bool {
    (error as? DatabaseError)?.isAway ?? false
  }

  /// Throws when the database does not answer: then no event is to blame.
  func throwIfAway(_ error: any Error) throws {
    guard isAway(error) else { return }
    try database.execute(Self.ping)
  }

  /// Tries again what failed and is due. Returns how many events there were.
  func retryDue() throws -> Int {
    let due = try failures.due(on: database)
    for failure in due {
      heartbeat?.beat(within: BackgroundService.roundSeconds)
      if failures.isSpent(failure) {
        try fail(failure.event, failure.attempts, LastAttemptsVanished())
      } else {
        try retry(failure)
      }
    }
    return due.count
  }

  /// What is known about attempts that neither succeeded nor failed.
  private struct LastAttemptsVanished: Error, CustomStringConvertible {
    let description = "the program or the database ended during the last attempts"
  }

  private func fail(_ event: EventEnvelope, _ attempts: Int, _ error: any Error) throws {
    let isDead = try failures.explain(
      event.eventID, attempts: attempts, error: error, on: database)
    if let isDead { note(event, failures: attempts, isDead: isDead, error) }
  }

  private func retry(_ failure: EventFailures.Due) throws {
    let event = failure.event
    guard try failures.begin(failure, on: database) else { return }
    do {
      let context = try unlessEventIsToBlame {
        try Retry.transaction(on: database) {
          let context = try apply(alone: event)
          try failures.remove(event.eventID, on: database)
          return context
        }
      }
      finish([event], context)
    } catch is Inbox.AlreadyDone {
      try failures.remove(event.eventID, on: database)
    } catch {
      try throwIfAway(error)
      try fail(event, failure.attempts + 1, error)
    }
  }
}

/// What a consumer counts.
struct DeliveryMetrics {
  private let done: Counter
  private let failed: Counter
  private let dead: Counter
  private let delay: Histogram

  init(consumer: String) {
    let labels = [("consumer", consumer)]
    done = Metrics.registry.counter(
      "erp_events_done_total", help: "Events whose effect was committed.", labels: labels)
    failed = Metrics.registry.counter(
      "erp_event_failures_total", help: "Failed attempts at an event.", labels: labels)
    dead = Metrics.registry.counter(
      "erp_events_dead_total", help: "Events given up.", labels: labels)
    delay = Metrics.registry.histogram(
      "erp_event_delay_seconds", help: "From the event to the commit of its effect.",
      labels: labels)
  }

  func done(_ events: ArraySlice<EventEnvelope>) {
    let now = Instant.now()
    done.increment(by: events.count)
    for event in events {
      let microseconds = now.microseconds.subtracting(capped: event.occurredAt.microseconds)
      delay.observe(nanoseconds: microseconds.multiplied(capped: 1_000))
    }
  }

  func failed(isDead: Bool) {
    failed.increment()
    if isDead { dead.increment() }
  }
}
