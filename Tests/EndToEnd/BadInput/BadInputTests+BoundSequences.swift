import Foundation
import StackKit
import Testing

extension BadInputTests.BoundTests {
  typealias Body = [String: Any]

  /// What piles up at a bound: goods, money, points, work and their costs, until no more goes in.
  /// Whatever then is refused, everything can be read, events and jobs go on, the books are right.
  @Test func whatPilesUpAtABound() throws {
    let world = try BadInputWorld.own("bad-input-piles")
    let before = try Footprint.settled(world.stack)
    let clerk = BoundClerk(world)
    let stocked = try pileGoods(clerk)
    try pileOrders(clerk)
    try pileBenefits(clerk)
    try pilePurchases(clerk)
    try pileProduction(clerk)
    try pileTills(clerk, stocked)
    try pileCosts(clerk, stocked)
    try expectSameProcesses(world, since: before)
    let reader = BoundReader(clerk.stack, clerk.client)
    try reader.expectEventsDone()
    try reader.expectEverythingReadable()
    try reader.expectJobsRun(clerk)
    try BadInputTests.AuditTests.expectCleanBooks(world)
    try expectSameProcesses(world, since: before)
    try world.stack.shutdown()
  }

  /// The largest price, cost and quantity, in three warehouses, in and out, to and fro.
  private func pileGoods(_ clerk: BoundClerk) throws -> Int {
    let (most, cost) = (BoundClerk.quantity, BoundClerk.unitCost)
    let skus = try clerk.skus(
      [BoundClerk.price, BoundClerk.price], ["safety_stock": most, "standard_cost": cost])
    let standard = try clerk.skus(
      ["0"], ["cost_method": "standard", "standard_cost": cost, "allow_negative": true])[0]
    let places = try [1, clerk.warehouse(), clerk.warehouse()]
    for sku in [skus[0], standard] {
      for place in places { try clerk.putIn(sku, most, cost: cost, warehouse: place) }
      let full = try clerk.post(
        "/stock/in",
        [
          "ref_type": "manual", "ref_no": clerk.next("in"), "lines": [clerk.line(sku, "0.0001")],
        ])
      #expect(full.status == 409, "\(full.http.text)")
    }
    let total = try clerk.client.get("/stock/\(skus[0])")
    #expect(total.string("on_hand") == "299999999999999.9997", "\(total.http.text)")
    try clerk.post(
      "/stock/transfer",
      [
        "ref_no": clerk.next("t"), "from_warehouse_id": places[0], "to_warehouse_id": places[1],
        "lines": [clerk.line(skus[0], most)],
      ], 409)
    // Below zero as far as it goes.
    for _ in 0..<3 {
      try clerk.post(
        "/stock/out",
        ["ref_type": "manual", "ref_no": clerk.next("o"), "lines": [clerk.line(standard, most)]])
    }
    let lock = clerk.next("lock")
    try clerk.post(
      "/stock/lock",
      [
        "ref_no": lock, "warehouse_id": places[2], "ttl_seconds": 31_536_000,
        "lines": [clerk.line(skus[0], most)],
      ], 201)
    try clerk.post(
      "/stock/out",
      [
        "ref_type": "manual", "ref_no": clerk.next("o"), "warehouse_id": places[2],
        "from_lock": lock, "lines": [clerk.line(skus[0], "99999999999999.9998")],
      ])
    try clerk.post("/stock/unlock", ["ref_no": lock])
    for counted in ["0", most, "0.0001", most] {
      try clerk.post(
        "/stock/count",
        [
          "ref_no": clerk.next("c"), "warehouse_id": places[1],
          "lines": [["sku_id": skus[0], "counted_qty": counted] as Body],
        ])
    }
    return skus[0]
  }

  /// Orders up to the largest payable, taken back in small parts.
  private func pileOrders(_ clerk: BoundClerk) throws {
    let goods = try clerk.skus([BoundClerk.payable, "0.01", BoundClerk.price])
    try clerk.putIn(goods[0], "10", cost: "1")
    try clerk.putIn(goods[1], BoundClerk.quantity, cost: "0.000001")
    try clerk.putIn(goods[2], "1", cost: "1")
    func order(_ lines: [Body], _ status: Int) throws -> APIAnswer {
      try clerk.post("/order/create", ["channel": "pos", "store_id": 1, "lines": lines], status)
    }
    for lines in [
      [clerk.line(goods[0], "1"), clerk.line(goods[1], "1")], [clerk.line(goods[2], "1")],
      [clerk.line(goods[1], BoundClerk.quantity)], [clerk.line(goods[0], BoundClerk.quantity)],
    ] {
      let refused = try order(lines, 409)
      #expect(refused.error?.hasSuffix(".amount_out_of_range") == true, "\(refused.http.text)")
    }
    for lines in [[clerk.line(goods[0], "1")], [clerk.line(goods[1], "999999999999")]] {
      let made = try order(lines, 201)
      let (number, payable) = (made.string("order_no") ?? "", made.string("payable") ?? "")
      #expect(payable == BoundClerk.payable, "\(made.http.text)")
      for amount in [BoundClerk.money, "9999999999.98"] {
        try clerk.post(
          "/order/pay",
          ["order_no": number, "payments": [["method": "cash", "amount": amount]]], 409)
      }
      try clerk.post(
        "/order/pay",
        [
          "order_no": number,
          "payments": [
            ["method": "cash", "amount": "9999999999.98"],
            ["method": "card", "amount": "0.01", "txn_no": clerk.next("txn")],
          ],
        ], 200)
      let sku = lines[0]["sku_id"] as? Int ?? 0
      for part in ["0.0001", "0.3333", "0.3333"] {
        try clerk.post(
          "/order/refund",
          [
            "order_no": number, "refund_no": clerk.next("r"), "lines": [clerk.line(sku, part)],
          ])
      }
      let rest = try clerk.post(
        "/order/refund", ["order_no": number, "refund_no": clerk.next("r")], 200)
      #expect(rest.string("status") == "refunded", "\(rest.http.text)")
    }
  }
}
