import Foundation
import MariaDBClient
import Synchronization
import Testing

@testable import EventStream

/// Handlers that take several events at once: no more than they say, of one type, and each event
/// still has its effect once, whatever becomes of its company.
@Suite(.serialized)
struct TogetherTests {
  struct Refusal: Error {}

  @Test func aPoisonEventDoesNotHoldItsCompanyUp() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let sizes = Mutex<[Int]>([])
    let group = ConsumerGroup(
      name: "watch",
      handlers: [
        EventHandler(upTo: 7, Ticked.self) { events, context in
          sizes.withLock { $0.append(events.count) }
          for event in events {
            try context.connection.execute(
              TestBed.effectSQL, [.text(context.consumer), .int(event.payload.number)])
          }
          if events.contains(where: { $0.payload.number == 33 }) { throw Refusal() }
        }
      ])
    // All are there before anybody reads, so that they come in company.
    let relay = bed.service()
    relay.startRelay()
    try bed.tick(0..<100, on: database)
    let published = bed.wait(seconds: 5) {
      (try? bed.one("SELECT COUNT(*) FROM outbox WHERE state = 0", on: database)) == 0
    }
    #expect(published != nil)
    let service = bed.service()
    service.startConsumers(group, .hasty(firstRetry: 60))
    #expect(bed.wait(seconds: 10) { (try? bed.effects(on: database)) == .each(99) } != nil)
    let failed = bed.wait(seconds: 5) {
      (try? bed.one("SELECT COUNT(*) FROM event_failure", on: database)) == 1
    }
    #expect(failed != nil)
    #expect(service.finish())
    #expect(relay.finish())
    #expect(try bed.effects(on: database) == .each(99))
    let seen = sizes.withLock { $0 }
    #expect(seen.max() == 7)
    #expect(seen.contains(1), "after the failure one by one")
  }
}
