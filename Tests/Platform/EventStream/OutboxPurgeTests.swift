import Foundation
import MariaDBClient
import Testing
import Threads

@testable import EventStream

/// Aim: old events go when everybody has done them, and only then.
@Suite struct OutboxPurgeTests {
  /// So many events that everybody has done.
  private func settled(_ count: Int64) throws -> (bed: TestBed, database: DatabaseConnection) {
    let bed = try TestBed()
    let database = bed.connect()
    try Subscriptions.register(bed.group(), on: database)
    try bed.tick(0..<count, on: database)
    try database.administer("UPDATE outbox SET state = 2")
    try database.administer("INSERT INTO inbox SELECT 'watch', outbox_id, NOW(6) FROM outbox")
    return (bed, database)
  }

  /// A new subscription opens old events again, in the very moment in which they are forgotten.
  @Test func whatIsOpenedAgainIsNotForgotten() throws {
    let (bed, database) = try settled(10)
    let other = bed.connect()
    try other.begin()
    try other.administer("UPDATE outbox SET state = 1 WHERE outbox_id <= 4")
    let purge = BackgroundThread.start(name: "purge") {
      _ = try? OutboxPurge.run(olderThanSeconds: -1, on: bed.connect())
    }
    usleep(500_000)
    try other.commit()
    #expect(bed.wait(seconds: 10) { purge?.isFinished ?? true } != nil)
    #expect(try bed.one("SELECT COUNT(*) FROM outbox", on: database) == 4)
    #expect(try bed.one("SELECT COUNT(*) FROM inbox", on: database) == 4)
  }

  @Test func oldEventsAreForgottenWithTheirInboxAndFailedOnesAreKept() throws {
    let (bed, database) = try settled(1_200)
    try database.administer(
      "UPDATE outbox SET occurred_at = NOW(6) - INTERVAL 8 DAY WHERE outbox_id <= 1000")
    try database.administer("UPDATE outbox SET state = 1 WHERE outbox_id = 5")
    try database.administer("DELETE FROM inbox WHERE event_id IN (5, 600)")
    try database.administer(
      "INSERT INTO event_failure VALUES ('watch', 600, 'dead', 10, NOW(6), 'x', NOW(6), NOW(6))")
    var count = 0
    while case let some = try OutboxPurge.run(olderThanSeconds: 7 * 86_400, on: database), some > 0
    {
      count += some
    }
    #expect(count == 998)
    #expect(try bed.one("SELECT COUNT(*) FROM outbox", on: database) == 202)
    #expect(try bed.one("SELECT COUNT(*) FROM inbox", on: database) == 200)
    #expect(try EventAdmin.dead(on: database).count == 1)
    // What is forgotten and still stands in a stream has no effect any more.
    let delivery = EventDelivery(
      group: bed.group(), database: database, redis: bed.connectRedis(), options: .standard)
    try delivery.deliver([1, 2, 3])
    #expect(try bed.effects(on: database) == .each(0))
  }
}
