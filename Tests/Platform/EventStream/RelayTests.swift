import Foundation
import MariaDBClient
import RedisClient
import Testing

@testable import EventStream

/// The relay: nothing is lost, whatever order commits come in and wherever a relay dies.
@Suite(.serialized)
struct RelayTests {
  @Test func nothingIsLostWhenIDsCommitOutOfOrder() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let service = bed.service()
    service.startRelay()
    service.startConsumers(bed.group(), .hasty())
    let writers = Writers(bed)
    writers.start(threads: 8, delay: 40, pause: 0, rollbacks: true)
    sleep(5)
    let acknowledged = writers.finish()
    #expect(acknowledged.count > 500)
    let late = bed.waitForAll(acknowledged, seconds: 5, on: database)
    #expect(late != nil)
    #expect(service.finish())
    #expect(try bed.effects(on: database) == .each(acknowledged.count))
  }

  /// Why the relay asks for what is unpublished, and not for what is new.
  @Test func aReaderOfNewIDsWouldHaveMissedEvents() throws {
    let bed = try TestBed()
    let writers = Writers(bed)
    writers.start(threads: 8, delay: 40, pause: 0)
    let database = bed.connect()
    var last = 0
    var seen = 0
    for _ in 0..<150 {
      let rows = try database.administer("SELECT outbox_id FROM outbox WHERE outbox_id > \(last)")
      seen += rows.count
      last = max(last, rows.compactMap { $0[0].flatMap { Int($0) } }.max() ?? 0)
      usleep(20_000)
    }
    let acknowledged = writers.finish()
    seen += try database.administer("SELECT 1 FROM outbox WHERE outbox_id > \(last)").count
    #expect(seen < acknowledged.count)
  }

  @Test func aRelayThatDiesBeforeItMarksLeavesDuplicatesAndNoGap() throws {
    let bed = try TestBed()
    let database = bed.connect()
    try bed.tick(0..<300, on: database)
    let dying = Relay(database: bed.connect(), redis: bed.connectRedis(), owner: "dies")
    #expect(try dying.publish(try dying.nextBatch()).count == 300)
    let service = bed.service()
    service.startRelay()
    service.startConsumers(bed.group(), threads: 2, .hasty())
    #expect(bed.wait(seconds: 10) { (try? bed.effects(on: database).numbers) == 300 } != nil)
    let length = try bed.connectRedis().command(["XLEN", "erp:events:clock"])
    #expect(length == .integer(600))
    #expect(service.finish())
    #expect(try bed.effects(on: database) == .each(300))
  }

  @Test func eventsOfOneKeyKeepTheirOrder() throws {
    let bed = try TestBed()
    let database = bed.connect()
    try database.administer("CREATE TABLE aggregate (k BIGINT PRIMARY KEY, v BIGINT NOT NULL)")
    try database.administer("INSERT INTO aggregate VALUES (0,0),(1,0),(2,0)")
    let change = SQL("test.change", "UPDATE aggregate SET v = v + 1 WHERE k = ?")
    let read = SQL("test.read", "SELECT v FROM aggregate WHERE k = ?")
    let threads = (0..<6).map { thread in
      onThread {
        let connection = bed.connect()
        for _ in 0..<40 {
          let key = Int64(thread % 3)
          try? Retry.transaction(on: connection) {
            _ = try connection.execute(change, [.int(key)])
            let version = try connection.first(read, [.int(key)]) { row throws(DatabaseError) in
              try row.int()
            }
            // The event's number tells key and version; the row is locked until the commit.
            let event = Ticked(number: key * 1_000 + (version ?? 0))
            try Outbox.append(
              [OutboxEvent(event, source: "test", requestID: "o")], on: connection)
          }
        }
      }
    }
    let service = bed.service()
    service.startRelay()
    service.startConsumers(bed.group(), .hasty())
    join(threads)
    #expect(bed.wait(seconds: 10) { (try? bed.effects(on: database)) == .each(240) } != nil)
    #expect(service.finish())
    let numbers = try database.administer("SELECT number FROM effect ORDER BY id")
      .compactMap { $0[0].flatMap { Int($0) } }
    for key in 0..<3 {
      #expect(numbers.filter { $0 / 1_000 == key } == (1...80).map { key * 1_000 + $0 })
    }
  }

  @Test func onlyTheHolderOfTheLeaseWorks() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let first = Lease(name: "relay", owner: "first", seconds: 60)
    let second = Lease(name: "relay", owner: "second", seconds: 60)
    try first.prepare(on: database)
    #expect(try first.take(on: database))
    #expect(try first.take(on: database))
    #expect(try !second.take(on: database))
    try database.administer("UPDATE lease SET expires_at = expires_at - INTERVAL 61 SECOND")
    #expect(try second.take(on: database))
    #expect(try !first.take(on: database))
    try second.giveUp(on: database)
    #expect(try first.take(on: database))
    // The clock was an hour ahead when it was taken.
    try database.administer("UPDATE lease SET expires_at = NOW(6) + INTERVAL 1 HOUR")
    #expect(try second.take(on: database))
  }

  @Test func aStandbyTakesOverInTime() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let redis = bed.connectRedis()
    // One that works and then is gone without a word.
    let dying = Relay(database: bed.connect(), redis: bed.connectRedis(), owner: "dies")
    try Lease(name: "relay", owner: "dies", seconds: 3).prepare(on: database)
    _ = try dying.round()
    let service = bed.service()
    service.startRelay()
    try bed.tick(0..<5, on: database)
    let taken = bed.wait(seconds: 10) {
      (try? redis.command(["XLEN", "erp:events:clock"])) == .integer(5)
    }
    #expect(taken.map { $0 < 5 } == true)
    #expect(service.finish())
  }

  @Test func aKeyThatIsNoStreamHoldsNothingUp() throws {
    let bed = try TestBed()
    let redis = bed.connectRedis()
    _ = try redis.command(["SET", "erp:events:clock", "rubbish"])
    let service = bed.service()
    service.startRelay()
    try bed.tick(0..<5, on: bed.connect())
    #expect(
      bed.wait(seconds: 5) {
        (try? redis.command(["XLEN", "erp:events:clock"])) == .integer(5)
      } != nil)
    #expect(service.finish())
  }

  @Test func theStreamCarriesTheEnvelopeWithoutThePayload() throws {
    let bed = try TestBed()
    let database = bed.connect()
    try Retry.transaction(on: database) {
      try Outbox.append(
        [OutboxEvent(Rang(name: "钟 \"1\"\n"), source: "erp-bell", requestID: "req-7")],
        on: database)
    }
    let relay = Relay(database: database, redis: bed.connectRedis(), owner: "a")
    _ = try relay.publish(try relay.nextBatch())
    let reply = try bed.connectRedis().command(["XRANGE", "erp:events:bell", "-", "+"])
    let facts = try #require(reply.elements?.first?.elements?.last).facts.mapValues { $0.text }
    #expect(
      Set(facts.keys) == [
        "event_id", "type", "version", "occurred_at", "source", "key", "request_id",
      ])
    #expect(facts["event_id"] == "1")
    #expect(facts["type"] == "Rang")
    #expect(facts["version"] == "1")
    #expect(facts["occurred_at"]??.hasSuffix("Z") == true)
    #expect(facts["source"] == "erp-bell")
    #expect(facts["key"] == "钟 \"1\"\n")
    #expect(facts["request_id"] == "req-7")
  }
}
