import Foundation
import MariaDBClient
import RedisClient
import Testing

@testable import EventStream

/// Stores that go away, forget, or go back: each acknowledged event has its effect once.
@Suite(.serialized)
struct ChaosTests {
  /// Runs writers for some seconds under a fault and checks the outcome. Returns how long after
  /// the end of the fault the last effect came.
  private func run(
    _ bed: TestBed, writeSeconds: Double, seconds limit: Double,
    patience: Int = 10, fault: (TestBed) throws -> Void
  ) throws -> Double? {
    let database = bed.connect()
    let service = bed.service()
    service.startRelay(.standard, .hasty(patience: patience))
    service.startConsumers(bed.group(), threads: 2)
    #expect(
      bed.wait(seconds: 5) {
        (try? bed.one("SELECT COUNT(*) FROM event_subscription", on: database)) == 1
      } != nil)
    let writers = Writers(bed)
    writers.start(threads: 4, delay: 3, pause: 5)
    let start = Date()
    try fault(bed)
    let left = writeSeconds - Date().timeIntervalSince(start)
    if left > 0 { usleep(UInt32(left * 1_000_000)) }
    let acknowledged = writers.finish()
    #expect(acknowledged.count > 300)
    let late = bed.waitForAll(acknowledged, seconds: limit, on: database)
    #expect(late != nil, "missing \((try? bed.missing(acknowledged, on: database).count) ?? -1)")
    #expect(try bed.doubles(on: database) == 0)
    #expect(try EventAdmin.undelivered(olderThanSeconds: 0, on: database).isEmpty)
    #expect(service.finish(withinMilliseconds: 5_000))
    // Whoever the writer could not ask was committed or not, and if so had its effect too.
    let strays = try bed.effects(on: database).numbers - acknowledged.count
    #expect(strays >= 0 && strays <= writers.doubtful.count)
    print("chaos: \(acknowledged.count) events, last effect after \(late ?? -1) s")
    return late
  }

  @Test func redisEmptiedEverySecond() throws {
    let late = try run(TestBed(), writeSeconds: 12, seconds: 30) { bed in
      let redis = bed.connectRedis()
      for _ in 0..<12 {
        sleep(1)
        _ = try redis.command(["FLUSHALL"])
      }
    }
    #expect(late.map { $0 < 30 } == true)
  }

  @Test func redisStoppedForTenSeconds() throws {
    _ = try run(TestBed(), writeSeconds: 14, seconds: 30) { bed in
      sleep(1)
      bed.redis.process.pause()
      sleep(10)
      bed.redis.process.resume()
    }
  }

  @Test func redisKilledAgainAndAgain() throws {
    _ = try run(TestBed(), writeSeconds: 10, seconds: 40) { bed in
      for _ in 0..<4 {
        usleep(1_500_000)
        bed.redis.killHard()
        usleep(500_000)
        try bed.redis.start()
      }
    }
  }

  @Test func groupDeletedAndStreamTrimmed() throws {
    _ = try run(TestBed(), writeSeconds: 8, seconds: 30) { bed in
      let redis = bed.connectRedis()
      for turn in 0..<16 {
        usleep(400_000)
        switch turn % 3 {
        // Refused, which is well, where nothing was published since the stream was deleted.
        case 0: try redis.pipeline([["XGROUP", "DESTROY", "erp:events:clock", "watch"]])
        case 1: _ = try redis.command(["XTRIM", "erp:events:clock", "MAXLEN", "0"])
        default: _ = try redis.command(["DEL", "erp:events:clock"])
        }
      }
    }
  }

  @Test func redisOutOfMemory() throws {
    _ = try run(TestBed(), writeSeconds: 8, seconds: 30) { bed in
      let redis = bed.connectRedis()
      sleep(1)
      _ = try redis.command(["CONFIG", "SET", "maxmemory", "1"])
      sleep(5)
      _ = try redis.command(["CONFIG", "SET", "maxmemory", "0"])
    }
  }

  /// Restored from an older save: entries, groups and acknowledgements go back in time.
  @Test func redisBackInTime() throws {
    _ = try run(TestBed(), writeSeconds: 9, seconds: 40) { bed in
      sleep(2)
      _ = try bed.connectRedis().command(["SAVE"])
      for _ in 0..<3 {
        sleep(2)
        bed.redis.killHard()
        try bed.redis.start()
      }
    }
  }

  /// The server ends sessions in the middle of whatever they do.
  @Test func databaseSessionsEndedAtRandom() throws {
    _ = try run(TestBed(), writeSeconds: 10, seconds: 40) { bed in
      let root = bed.connect()
      for _ in 0..<40 {
        usleep(200_000)
        let sessions = try root.administer(
          "SELECT id FROM information_schema.processlist WHERE db = '\(bed.name)' "
            + "AND id <> CONNECTION_ID() ORDER BY RAND() LIMIT 2")
        for session in sessions { _ = try? root.administer("KILL \(session[0] ?? "0")") }
      }
    }
  }

  @Test func databaseKilledAndBack() throws {
    let bed = try TestBed(ownDatabaseServer: true)
    _ = try run(bed, writeSeconds: 12, seconds: 30) { bed in
      for _ in 0..<3 {
        sleep(2)
        bed.server.killHard()
        usleep(300_000)
        try bed.server.start()
      }
    }
    // And quickly: an event after the last return.
    bed.server.killHard()
    let service = bed.service()
    service.startRelay()
    service.startConsumers(bed.group())
    sleep(2)
    try bed.server.start()
    let database = bed.connect()
    try bed.tick([-1], on: database)
    let back = bed.wait(seconds: 10) {
      (try? bed.one("SELECT COUNT(*) FROM effect WHERE number = -1", on: database)) == 1
    }
    #expect(back.map { $0 < 4 } == true)
    #expect(service.finish())
  }
}
