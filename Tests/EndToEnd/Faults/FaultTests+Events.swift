import FaultKit
import Foundation
import Processes
import StackKit
import Testing

/// Events come twice.
extension FaultTests {
  @Test func goodsLeaveOnceHoweverOftenTheEventComes() throws {
    let count = 20
    let sku = try faults.newGoods(1, quantity: 100)[0]
    let channel = faults.newChannel()
    let client = faults.client()
    for _ in 0..<count {
      let order = try client.post(
        "/order/create",
        ["channel": channel, "store_id": 1, "lines": FaultStack.lines([sku: 2])])
      let number = try #require(order.string("order_no"), "\(order.http.text)")
      let paid = try client.post(
        "/order/pay",
        ["order_no": number, "payments": [["method": "cash", "amount": "2.00"]]])
      try #require(paid.status == 200, "\(paid.http.text)")
      try deliverAgain(channel)
    }
    try waitUntilRead(channel)
    try expectIssuedOnce(channel, sku, "delivered again while on its way")
    for _ in 0..<3 { try deliverAgain(channel) }
    try waitUntilRead(channel)
    try expectIssuedOnce(channel, sku, "delivered again when done")
    // Even a consumer that has forgotten what it did finds the lock used up.
    try stack.sql(
      """
      DELETE i FROM inbox i JOIN outbox o ON o.outbox_id = i.event_id
      WHERE i.consumer = 'stock' AND o.type = 'OrderPaid' AND o.event_key LIKE '\(channel)-%'
      """)
    try deliverAgain(channel)
    try waitUntilRead(channel)
    try expectIssuedOnce(channel, sku, "delivered again to a consumer that forgot")
    let entries = try Command.require(
      ["redis-cli", "-s", stack.layout.socket("redis"), "XLEN", "erp:events:order"])
    let moves = try stack.sql(
      "SELECT COUNT(*) FROM stock_move WHERE ref_type = 'sale' AND ref_no LIKE '\(channel)-%'")
    FaultStack.say(
      """
      \(count) paid orders, their events delivered again and again: \
      entries \(entries.trimmingCharacters(in: .whitespacesAndNewlines)), moves \(moves[0][0])
      """)
    try faults.audit()
  }

  /// Has the relay publish the payments again, and puts each entry into the stream once more.
  private func deliverAgain(_ channel: String) throws {
    try stack.sql(
      """
      UPDATE outbox SET state = 0 WHERE state <> 0 AND type = 'OrderPaid'
      AND event_key LIKE '\(channel)-%'
      """)
    let script = """
      local entries = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 50)
      for _, entry in ipairs(entries) do redis.call('XADD', KEYS[1], '*', unpack(entry[2])) end
      return #entries
      """
    try faults.redis("EVAL", script, "1", "erp:events:order")
  }

  /// Waits until nothing is left to publish, and each group has read and acknowledged everything.
  private func waitUntilRead(_ channel: String) throws {
    let script = """
      local open = 0
      local last = redis.call('XINFO', 'STREAM', KEYS[1])
      for i = 1, #last, 2 do if last[i] == 'last-generated-id' then last = last[i + 1] break end end
      for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
        for i = 1, #group, 2 do
          if group[i] == 'pending' then open = open + group[i + 1] end
          if group[i] == 'last-delivered-id' and group[i + 1] ~= last then open = open + 1 end
        end
      end
      return open
      """
    let end = Date().addingTimeInterval(20)
    while true {
      let rows = try stack.sql(
        "SELECT COUNT(*) FROM outbox WHERE state = 0 AND event_key LIKE '\(channel)-%'")
      let open = try Command.require([
        "redis-cli", "-s", stack.layout.socket("redis"), "EVAL", script, "1", "erp:events:order",
      ]).trimmingCharacters(in: .whitespacesAndNewlines)
      if rows == [["0"]] && open == "0" { break }
      guard Date() < end else {
        Issue.record("not read within 20 s: unpublished \(rows), not read or acknowledged \(open)")
        return
      }
      usleep(50_000)
    }
    try faults.waitForQuiet()
  }

  private func expectIssuedOnce(_ channel: String, _ sku: Int, _ when: String) throws {
    let wrong = try stack.sql(
      """
      SELECT o.order_no, o.stock_status, COUNT(m.move_id), SUM(m.quantity) FROM sales_order o
      LEFT JOIN stock_move m ON m.ref_type = 'sale' AND m.ref_no = o.order_no
      WHERE o.channel = '\(channel)' GROUP BY o.order_id, o.order_no, o.stock_status
      HAVING COUNT(m.move_id) <> 1 OR SUM(m.quantity) <> -2 OR o.stock_status <> 'issued'
      """)
    #expect(wrong == [], "\(when)")
    let level = try stack.sql(
      "SELECT on_hand, locked FROM stock_balance WHERE sku_id = \(sku) AND warehouse_id = 1")
    #expect(level == [["60.0000", "0.0000"]], "\(when)")
  }
}
