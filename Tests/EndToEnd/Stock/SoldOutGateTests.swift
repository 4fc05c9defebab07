import Foundation
import StackKit
import Testing

/// Aim: a shortage is told only where the database would tell it, also while the gate remembers
/// that the goods were sold out.
@Suite struct SoldOutGateTests {
  let stack: StockStack
  let clerk: StockActor

  init() throws {
    stack = try StockStack.get()
    clerk = StockActor(stack)
  }

  /// Goods that were just refused: the gate remembers for two seconds.
  private func soldOut() throws -> (item: Int, sku: Int) {
    let made = try clerk.client.post(
      "/item/create", ["name": clerk.number(), "skus": [["price": "1"]]])
    let item = try #require(made.int("item_id"), "\(made.http.text)")
    let sku = try #require(made.int("skus.0.sku_id"))
    #expect(try clerk.receive([(sku, "5")]).status == 201)
    #expect(try clerk.lock([(sku, "5")]).status == 201)
    for _ in 0..<2 {
      let refused = try clerk.lock([(sku, "1")])
      #expect(refused.error == "stock.insufficient", "\(refused.http.text)")
    }
    return (item, sku)
  }

  private func order(_ sku: Int) throws -> APIAnswer {
    try clerk.client.post(
      "/order/create",
      ["channel": "WEB", "store_id": 1, "lines": [["sku_id": sku, "qty": 1]]])
  }

  @Test func belowZeroCountsAtOnce() throws {
    let (first, second) = (try soldOut(), try soldOut())
    #expect(try order(second.sku).error == "stock.insufficient")
    for (item, sku) in [first, second] {
      let allowed = try clerk.client.put(
        "/item/\(item)", ["version": 1, "skus": [["sku_id": sku, "allow_negative": true]]])
      #expect(allowed.status == 200, "\(allowed.http.text)")
    }
    let locked = try clerk.lock([(first.sku, "1")])
    #expect(locked.status == 201, "\(locked.http.text)")
    #expect(try clerk.level(first.sku) == StockFigures(5, locked: 6))
    let placed = try order(second.sku)
    #expect(placed.status == 201, "\(placed.http.text)")
  }

  /// Goods whose arrival never reached Redis.
  @Test func whatRedisDoesNotKnowIsThere() throws {
    let sku = try soldOut().sku
    try SharedBooks.alone {
      let row = "sku_id = \(sku) AND warehouse_id = 1"
      try stack.stack.sql("UPDATE stock_balance SET on_hand = 6 WHERE \(row)")
      let number = clerk.number()
      let locked = try clerk.lock([(sku, "1")], number: number)
      #expect(locked.status == 201, "\(locked.http.text)")
      #expect(try clerk.unlock(number).status == 200)
      try stack.stack.sql("UPDATE stock_balance SET on_hand = 5 WHERE \(row)")
    }
  }
}
