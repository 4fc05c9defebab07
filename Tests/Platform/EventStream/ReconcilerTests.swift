import Foundation
import MariaDBClient
import RedisClient
import Testing

@testable import EventStream

/// The reconciler: finds what Redis forgot, leaves alone what is only late, and settles the rest.
@Suite(.serialized)
struct ReconcilerTests {
  private func states(_ bed: TestBed, _ database: DatabaseConnection) throws -> [Int: Int] {
    var states: [Int: Int] = [:]
    for row in try database.administer("SELECT state, COUNT(*) FROM outbox GROUP BY state") {
      states[Int(row[0] ?? "") ?? -1] = Int(row[1] ?? "")
    }
    return states
  }

  private func reconciler(_ bed: TestBed, window: Int = 500) throws -> Reconciler {
    var options = ReconcilerOptions.hasty(patience: 0)
    options.window = window
    try Lease(name: "reconciler", owner: "", seconds: 1).prepare(on: bed.connect())
    return Reconciler(
      database: bed.connect(), redis: bed.connectRedis(), owner: "r", options: options)
  }

  private func publish(_ bed: TestBed) throws {
    let relay = Relay(database: bed.connect(), redis: bed.connectRedis(), owner: "p")
    try relay.markPublished(try relay.publish(try relay.nextBatch()))
  }

  @Test func eventsThatNobodyWantsAreSettled() throws {
    let bed = try TestBed()
    let database = bed.connect()
    try bed.tick(0..<30, on: database)
    try publish(bed)
    let reconciler = try reconciler(bed, window: 7)
    #expect(try reconciler.pass() == .init(settled: 30, republished: 0))
    #expect(try states(bed, database) == [2: 30])
  }

  @Test func whatIsDoneOrFailedByEveryoneIsSettledAndTheRestComesAgain() throws {
    let bed = try TestBed()
    let database = bed.connect()
    for name in ["watch", "diary"] {
      try Subscriptions.register(bed.group(name), on: database)
    }
    try bed.tick(0..<10, on: database)
    try publish(bed)
    // Everybody's group has read the stream, and it is gone.
    _ = try bed.connectRedis().command(["FLUSHALL"])
    try database.administer(
      "INSERT INTO inbox SELECT 'watch', outbox_id, NOW(6) FROM outbox WHERE outbox_id <= 8")
    try database.administer(
      "INSERT INTO inbox SELECT 'diary', outbox_id, NOW(6) FROM outbox WHERE outbox_id <= 5")
    try database.administer(
      "INSERT INTO event_failure VALUES ('diary', 6, 'dead', 10, NOW(6), 'x', NOW(6), NOW(6)), "
        + "('diary', 7, 'retry', 1, NOW(6), 'x', NOW(6), NOW(6))")
    usleep(10_000)
    let reconciler = try reconciler(bed, window: 3)
    #expect(try reconciler.pass() == .init(settled: 7, republished: 3))
    #expect(try states(bed, database) == [0: 3, 2: 7])
    let missing = try EventAdmin.undelivered(olderThanSeconds: 0, on: database)
    #expect(missing.map(\.eventID) == [8, 9, 9, 10, 10])
    #expect(missing.map(\.consumer) == ["diary", "diary", "watch", "diary", "watch"])
  }

  /// Consumers that were off for a while have a backlog in the stream: it must not be doubled.
  @Test func aBacklogThatStillWaitsInTheStreamIsNotPublishedAgain() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let group = bed.group()
    try Subscriptions.register(group, on: database)
    let redis = bed.connectRedis()
    _ = try redis.command(EventStreams.createGroup("watch", centre: "clock"))
    try bed.tick(0..<400, on: database)
    try publish(bed)
    usleep(10_000)
    let reconciler = try reconciler(bed)
    #expect(try reconciler.pass() == .init(settled: 0, republished: 0))
    // Read, and lost on the way.
    let reader = StreamReader(
      redis: redis, group: "watch", consumer: "dies", centres: ["clock"],
      options: {
        var options = ConsumerOptions.standard
        options.batch = 1_000
        return options
      }())
    #expect(try reader.new().count == 400)
    #expect(try reconciler.pass() == .init(settled: 0, republished: 400))
    #expect(try bed.one("SELECT MIN(republished) FROM outbox", on: database) == 1)
  }

  /// Under steady load a group always has something to read: what it lost comes again all the same.
  @Test func whatWasLostComesAgainAlthoughTheGroupIsBusy() throws {
    let bed = try TestBed()
    let database = bed.connect()
    try Subscriptions.register(bed.group(), on: database)
    let redis = bed.connectRedis()
    _ = try redis.command(EventStreams.createGroup("watch", centre: "clock"))
    try bed.tick(0..<10, on: database)
    try publish(bed)
    let reader = StreamReader(
      redis: redis, group: "watch", consumer: "dies", centres: ["clock"], options: .standard)
    #expect(try reader.new().count == 10)
    sleep(4)
    try bed.tick(10..<12, on: database)
    try publish(bed)
    #expect(try reader.new().count == 2)
    try bed.tick(12..<20, on: database)
    try publish(bed)
    #expect(try reconciler(bed).pass() == .init(settled: 0, republished: 10))
    #expect(try bed.one("SELECT MAX(outbox_id) FROM outbox WHERE state = 0", on: database) == 10)
  }

  @Test func aNewConsumerAlsoGetsThePastOnce() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let first = bed.service()
    first.startRelay(.standard, .hasty(patience: 1))
    first.startConsumers(bed.group("watch"), .hasty())
    try bed.tick(0..<200, on: database)
    #expect(bed.wait(seconds: 10) { (try? states(bed, database)) == [2: 200] } != nil)
    _ = try bed.connectRedis().command(["FLUSHALL"])
    // The past is not in Redis any more.
    let second = bed.service()
    second.startConsumers(bed.group("diary"), .hasty())
    #expect(
      bed.wait(seconds: 15) { (try? bed.effects("diary", on: database)) == .each(200) } != nil)
    try bed.tick(200..<210, on: database)
    #expect(
      bed.wait(seconds: 15) { (try? bed.effects("diary", on: database)) == .each(210) } != nil)
    #expect(bed.wait(seconds: 10) { (try? states(bed, database)) == [2: 210] } != nil)
    #expect(try bed.effects("watch", on: database) == .each(210))
    #expect(first.finish() && second.finish())
  }

  /// An event that ends the process would come again and again and take its neighbours with it.
  @Test func whatIsLostAgainAndAgainIsTriedAlone() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let group = bed.group()
    try Subscriptions.register(group, on: database)
    try bed.tick(0..<3, on: database)
    try database.administer("UPDATE outbox SET republished = 3 WHERE outbox_id = 2")
    let delivery = EventDelivery(
      group: group, database: bed.connect(), redis: bed.connectRedis(), options: .standard)
    try delivery.deliver([1, 2, 3])
    #expect(try bed.effects(on: database) == .each(2))
    let rows = try database.administer("SELECT event_id, attempts, status FROM event_failure")
    #expect(rows == [["2", "0", "retry"]])
    #expect(try delivery.retryDue() == 1)
    #expect(try bed.effects(on: database) == .each(3))
    #expect(try bed.one("SELECT COUNT(*) FROM event_failure", on: database) == 0)
  }

  @Test func theAttemptCountsEvenIfTheProcessEndsDuringIt() throws {
    let bed = try TestBed()
    let database = bed.connect()
    try Subscriptions.register(bed.group(), on: database)
    try bed.tick([1], on: database)
    let failures = EventFailures(consumer: "watch", policy: .standard)
    try failures.isolate(1, on: database)
    // Ten attempts, and one more: the last may have met an outage.
    for attempt in 0..<11 {
      let due = try #require(try failures.due(on: database).first)
      #expect(due.attempts == attempt)
      #expect(!failures.isSpent(due))
      #expect(try failures.begin(due, on: database))
      // Nobody else may make the same attempt; and here the process would end.
      #expect(try !failures.begin(due, on: database))
      try database.administer("UPDATE event_failure SET next_at = NOW(6)")
    }
    #expect(try EventAdmin.dead(on: database).isEmpty)
    let delivery = EventDelivery(
      group: bed.group(), database: bed.connect(), redis: bed.connectRedis(), options: .standard)
    #expect(try delivery.retryDue() == 1)
    #expect(try bed.effects(on: database) == .each(0))
    #expect(try failures.due(on: database).isEmpty)
    #expect(try EventAdmin.dead(on: database).count == 1)
  }

  /// The database goes away during the tenth attempt: that is no failure of the event's.
  @Test func anOutageDuringTheLastAttemptDoesNotKillAnEvent() throws {
    let bed = try TestBed()
    let database = bed.connect()
    try Subscriptions.register(bed.group(), on: database)
    try bed.tick([1], on: database)
    let failures = EventFailures(consumer: "watch", policy: .standard)
    try failures.isolate(1, on: database)
    try database.administer("UPDATE event_failure SET attempts = 9")
    let due = try #require(try failures.due(on: database).first)
    #expect(try failures.begin(due, on: database))
    try database.administer("UPDATE event_failure SET next_at = NOW(6)")
    let delivery = EventDelivery(
      group: bed.group(), database: bed.connect(), redis: bed.connectRedis(), options: .standard)
    #expect(try delivery.retryDue() == 1)
    #expect(try bed.effects(on: database) == .each(1))
    #expect(try bed.one("SELECT COUNT(*) FROM event_failure", on: database) == 0)
  }
}
