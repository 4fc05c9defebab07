import EventStream
import Foundation
import MariaDBClient
import RedisClient
import Testing

/// The same checks with a part of the machine taken out: they must find the damage, or they prove
/// nothing.
@Suite(.serialized)
struct NegativeControlTests {
  /// A consumer without an inbox, under deliveries that come twice, does things twice.
  @Test func withoutTheInboxTheCheckFindsDoubles() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let redis = bed.connectRedis()
    let key: RedisArgument = "erp:events:clock"
    try bed.tick(0..<100, on: database)
    let service = bed.service()
    service.startRelay()
    // Not before the relay has written down that it published them, or it would do so afterwards.
    let published = try bed.wait(seconds: 5) {
      try bed.one("SELECT COUNT(*) FROM outbox WHERE state = 0", on: database) == 0
    }
    #expect(try published != nil && redis.command(["XLEN", key]) == .integer(100))
    // As if the relay had died between XADD and UPDATE.
    try database.administer("UPDATE outbox SET state = 0")
    #expect(bed.wait(seconds: 5) { (try? redis.command(["XLEN", key])) == .integer(200) } != nil)
    let reply = try redis.command(["XRANGE", key, "-", "+"])
    for entry in reply.elements ?? [] {
      let words = entry.elements?.last?.elements ?? []
      let id = words.count > 1 ? words[1].int ?? 0 : 0
      try database.execute(TestBed.effectSQL, ["watch", .int(id)])
    }
    #expect(try bed.doubles(on: database) == 100)
    #expect(try bed.effects(on: database) != .each(100))
    #expect(service.finish())
  }

  /// Without the reconciler, what Redis forgot is lost, and the audit says so.
  @Test func withoutTheReconcilerTheAuditFindsLosses() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let redis = bed.connectRedis()
    let service = bed.service()
    var never = ReconcilerOptions.standard
    never.patienceSeconds = 86_400
    never.patienceBehindSeconds = 86_400
    service.startRelay(.standard, never)
    service.startConsumers(
      bed.group { _, _ in usleep(2_000) },
      {
        var options = ConsumerOptions.hasty()
        options.batch = 10
        return options
      }())
    let writers = Writers(bed)
    writers.start(threads: 4, delay: 0, pause: 1)
    for _ in 0..<20 {
      usleep(200_000)
      _ = try redis.command(["FLUSHALL"])
    }
    let acknowledged = writers.finish()
    sleep(3)
    let missing = try bed.missing(acknowledged, on: database)
    let undelivered = try EventAdmin.undelivered(
      olderThanSeconds: 0, limit: 100_000, on: database)
    #expect(!missing.isEmpty)
    #expect(undelivered.count == missing.count)
    let lag = try EventAdmin.lag(on: database)
    #expect(lag.first?.waiting == missing.count)
    #expect(service.finish())
  }
}
