import FaultKit
import Foundation
import Kernel
import StackKit
import Testing

/// Our own programs die by kill -9.
extension FaultTests {
  @Test(arguments: [UInt64(11)])
  func killedProgramsLoseAndRepeatNothing(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let load = try MixedLoad(faults, seed: seed)
    sleep(0.5)
    for _ in 0..<3 {
      for victim in ["order", "stock", "relay", "worker"].shuffled(using: &random) {
        try faults.killAndAwait(victim)
        sleep(Double.random(in: 0.1...0.6, using: &random))
      }
    }
    let ledger = load.finish()
    try verify(ledger, "kill -9 of order, stock, relay, worker", seed: seed)
    #expect(ledger.log.longestOutage < 5, "seed \(seed)")
  }

  /// An order and its lock exist together or not at all.
  @Test(arguments: [UInt64(12)])
  func anOrderAndItsLockExistTogether(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let load = try MixedLoad(faults, seed: seed, mix: .createsOnly)
    for _ in 0..<10 {
      sleep(Double.random(in: 0.1...0.5, using: &random))
      try faults.killAndAwait("order")
    }
    let ledger = load.finish()
    let channel = ledger.channel
    let lonelyOrders = try stack.sql(
      """
      SELECT o.order_no FROM sales_order o JOIN sales_order_line l ON l.order_id = o.order_id
      LEFT JOIN stock_lock k ON k.owner = 'order' AND k.ref_no = o.order_no
      AND k.sku_id = l.sku_id AND k.held = l.qty AND k.status = 'held'
      WHERE o.channel = '\(channel)' AND k.ref_no IS NULL
      """)
    let lonelyLocks = try stack.sql(
      """
      SELECT k.ref_no FROM stock_lock k LEFT JOIN sales_order o ON o.order_no = k.ref_no
      WHERE k.owner = 'order' AND o.order_id IS NULL
      """)
    #expect(lonelyOrders == [] && lonelyLocks == [], "seed \(seed)")
    try verify(ledger, "kill -9 of order, ten times in creates", seed: seed)
  }
}
