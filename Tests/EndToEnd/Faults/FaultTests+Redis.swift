import FaultKit
import Foundation
import StackKit
import Testing

/// Redis forgets, or is away.
extension FaultTests {
  @Test(arguments: [UInt64(21)])
  func anEmptiedRedisChangesNothing(seed: UInt64) throws {
    let load = try MixedLoad(faults, seed: seed)
    for _ in 0..<5 {
      sleep(1)
      try faults.redis("FLUSHALL")
    }
    let ledger = load.finish()
    #expect(ledger.log.serverErrors == 0 && ledger.log.silent == 0, "\(ledger.log.statuses)")
    try verify(ledger, "Redis emptied every second", seed: seed)
  }

  @Test(arguments: [UInt64(22)])
  func withoutRedisEverythingButDeliveryGoesOn(seed: UInt64) throws {
    let load = try MixedLoad(faults, seed: seed)
    sleep(0.5)
    try stack.stop("redis")
    sleep(10)
    try stack.start("redis")
    sleep(0.5)
    let ledger = load.finish()
    #expect(ledger.log.serverErrors == 0 && ledger.log.silent == 0, "\(ledger.log.statuses)")
    #expect(ledger.log.longestTry < 5, "seed \(seed)")
    try verify(ledger, "Redis away for 10 s", seed: seed)
  }
}
