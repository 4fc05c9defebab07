import EventModel
import Foundation
import MariaDBClient
import RedisClient
import Synchronization
import Testing

@testable import EventStream

/// Consumers on real stores: each event's effect happens once, whatever comes between.
@Suite(.serialized)
struct ConsumerTests {
  @Test func eventsReachTheirEffectOnce() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let service = bed.service()
    service.startRelay()
    service.startConsumers(bed.group(), threads: 2, .hasty())
    for start in stride(from: Int64(0), to: 1_000, by: 10) {
      try bed.tick(start..<(start + 10), on: database)
    }
    #expect(bed.wait(seconds: 15) { (try? bed.effects(on: database)) == .each(1_000) } != nil)
    #expect(service.finish())
    #expect(try bed.effects(on: database) == .each(1_000))
    #expect(try EventAdmin.undelivered(olderThanSeconds: 0, on: database).isEmpty)
  }

  @Test func aCrashBetweenCommitAndAcknowledgementDoesNothingTwice() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let redis = bed.connectRedis()
    let group = bed.group()
    try Subscriptions.register(group, on: database)
    try bed.tick(0..<50, on: database)
    let relay = Relay(database: bed.connect(), redis: bed.connectRedis(), owner: "a")
    try Lease(name: "relay", owner: "a", seconds: 3).prepare(on: database)
    _ = try relay.round()
    // The first consumer reads and commits, and dies before it acknowledges.
    let reader = StreamReader(
      redis: redis, group: group.name, consumer: "dies", centres: group.centres, options: .hasty())
    _ = try reader.new()
    let entries = try reader.new()
    #expect(entries.count == 50)
    let delivery = EventDelivery(
      group: group, database: bed.connect(), redis: redis, options: .standard)
    try delivery.deliver(entries.compactMap(\.eventID))
    #expect(try bed.effects(on: database) == .each(50))
    // The second takes its entries over.
    var options = ConsumerOptions.hasty()
    options.claimAfterMilliseconds = 50
    options.housekeepingSeconds = 0
    let second = Consumer(
      group: group, name: "lives", database: bed.connect(), redis: bed.connectRedis(),
      options: options)
    usleep(60_000)
    try second.round()
    #expect(try bed.effects(on: database) == .each(50))
    let pending = try redis.command(["XPENDING", "erp:events:clock", "watch"])
    #expect(pending.elements?.first == .integer(0))
  }

  @Test func theSameEntryManyTimesHasOneEffect() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let service = bed.service()
    try bed.tick(0..<20, on: database)
    // Published five times over.
    let relay = Relay(database: bed.connect(), redis: bed.connectRedis(), owner: "a")
    let items = try relay.nextBatch()
    for _ in 0..<5 { _ = try relay.publish(items) }
    service.startRelay()
    service.startConsumers(bed.group(), threads: 3, .hasty())
    _ = bed.wait(seconds: 10) { (try? bed.effects(on: database).numbers) == 20 }
    sleep(1)
    #expect(service.finish())
    #expect(try bed.effects(on: database) == .each(20))
    #expect(try bed.connectRedis().command(["XLEN", "erp:events:clock"]) == .integer(120))
  }

  @Test func consumersOfOneGroupShareTheWorkAndGroupsDoNot() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let workers = Mutex<Set<UInt>>([])
    let service = bed.service()
    service.startRelay()
    var options = ConsumerOptions.hasty()
    options.batch = 10
    service.startConsumers(
      bed.group("watch") { _, context in
        workers.withLock { _ = $0.insert(UInt(bitPattern: ObjectIdentifier(context.connection))) }
        usleep(1_000)
      }, threads: 2, options)
    service.startConsumers(bed.group("diary"), .hasty())
    for start in stride(from: Int64(0), to: 600, by: 20) {
      try bed.tick(start..<(start + 20), on: database)
    }
    let isDone = bed.wait(seconds: 20) {
      (try? bed.effects("watch", on: database)) == .each(600)
        && (try? bed.effects("diary", on: database)) == .each(600)
    }
    #expect(isDone != nil)
    #expect(workers.withLock { $0.count } == 2)
    #expect(service.finish())
  }

  @Test func theHookRunsOnceAndOnlyAfterTheCommit() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let calls = Mutex<[Int64: Int]>([:])
    let failuresLeft = Mutex(2)
    let group = bed.group { number, context in
      context.afterCommit { _ in calls.withLock { $0[number, default: 0] += 1 } }
      let fails = failuresLeft.withLock { left in
        left -= 1
        return left >= 0
      }
      if number == 3, fails { throw PayloadFault(path: "", reason: "not yet") }
    }
    try Subscriptions.register(group, on: database)
    try bed.tick(0..<10, on: database)
    failuresLeft.withLock { $0 = 1_000 }
    let delivery = EventDelivery(
      group: group, database: bed.connect(), redis: bed.connectRedis(), options: .standard)
    try delivery.deliver(Array(1...10))
    #expect(
      calls.withLock { $0 }
        == Dictionary(uniqueKeysWithValues: (0..<10).filter { $0 != 3 }.map { (Int64($0), 1) }))
    #expect(try bed.effects(on: database) == .each(9))
  }

  @Test func entriesThatAreNoEventsAreAcknowledgedAndChangeNothing() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let redis = bed.connectRedis()
    let key: RedisArgument = "erp:events:clock"
    let service = bed.service()
    service.startConsumers(bed.group(), .hasty())
    _ = try redis.command(["XADD", key, "*", "nonsense", "{"])
    _ = try redis.command(["XADD", key, "*", "event_id", "x", "type", "Ticked"])
    _ = try redis.command(["XADD", key, "*", "event_id", "4711", "type", "Ticked", "payload", "{"])
    _ = try redis.command(["XADD", key, "*", "event_id", "-1", "type", "Ticked"])
    _ = try redis.command(["XADD", key, "*", "event_id", "1", "type", "Unheard"])
    let isQuiet = bed.wait(seconds: 5) {
      let groups = try? redis.command(["XINFO", "GROUPS", key])
      let facts = groups?.elements?.first?.facts
      return facts?["pending"] == .integer(0) && facts?["entries-read"] == .integer(5)
    }
    #expect(isQuiet != nil)
    #expect(service.finish())
    #expect(try bed.effects(on: database) == .each(0))
    #expect(try bed.one("SELECT COUNT(*) FROM event_failure", on: database) == 0)
    #expect(try bed.one("SELECT COUNT(*) FROM inbox", on: database) == 0)
  }

  @Test func whatTheOutboxSaysWinsOverWhatRedisSays() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let service = bed.service()
    service.startConsumers(bed.group(), .hasty())
    try bed.tick([42], on: database)
    let id = try bed.one("SELECT MAX(outbox_id) FROM outbox", on: database)
    _ = try bed.connectRedis().command([
      "XADD", "erp:events:clock", "*", "event_id", .integer(Int64(id)), "type", "Ticked",
      "payload", "{\"number\":666}",
    ])
    #expect(bed.wait(seconds: 5) { (try? bed.effects(on: database)) == .each(1) } != nil)
    #expect(try bed.one("SELECT number FROM effect", on: database) == 42)
    #expect(service.finish())
  }
}
