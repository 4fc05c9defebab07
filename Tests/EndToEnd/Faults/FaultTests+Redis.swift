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

/// Redis is full, with events that some consumer does not read and another reads slowly.
extension FaultTests {
  @Test func aFullRedisLetsTheNextPaidOrderLeave() throws {
    // A consumer that subscribed to orders and was stopped holds its stream up.
    _ = try stack.sql(
      "INSERT IGNORE INTO event_subscription VALUES ('stopped', 'OrderPaid', 0)")
    defer { _ = try? stack.sql("DELETE FROM event_subscription WHERE consumer = 'stopped'") }
    _ = try? faults.redis("XGROUP", "CREATE", "erp:events:order", "stopped", "0", "MKSTREAM")
    defer { _ = try? faults.redis("XGROUP", "DESTROY", "erp:events:order", "stopped") }
    // Documents of a thousand lines, for nobody but the one that stands still.
    _ = try stack.sql(
      """
      INSERT INTO outbox (stream, type, version, occurred_at, source, event_key, request_id,
      payload)
      SELECT 'order', 'OrderNoted', 1, NOW(6), 'test', 'k', 'r', REPEAT('x', 20000)
      FROM seq_1_to_6000
      """)
    try faults.redis("CONFIG", "SET", "maxmemory", "8mb")
    defer { _ = try? faults.redis("CONFIG", "SET", "maxmemory", "256mb") }
    _ = try? faults.redis(
      "EVAL",
      "for i = 1, 800 do redis.call('SET', 'stock:filler:' .. i, string.rep('x', 10000), "
        + "'EX', 600) end", "0")
    let client = faults.client()
    let sku = try faults.newGoods(1, quantity: 1)[0]
    let order = try client.post(
      "/order/create",
      ["channel": faults.newChannel(), "store_id": 1, "lines": FaultStack.lines([sku: 1])])
    let number = try #require(order.string("order_no"), "\(order.http.text)")
    let paid = try client.post(
      "/order/pay", ["order_no": number, "payments": [["method": "cash", "amount": "1.00"]]])
    try #require(paid.status == 200, "\(paid.http.text)")
    let start = Date()
    while try client.get("/order/\(number)").string("stock_status") != "issued" {
      try #require(Date().timeIntervalSince(start) < 20, "the goods did not leave")
      sleep(0.05)
    }
    // 5 s are promised; the machine may be busy with other tests.
    #expect(Date().timeIntervalSince(start) < 10)
    try stack.sql("DELETE FROM event_subscription WHERE consumer = 'stopped'")
    try faults.audit()
  }
}
