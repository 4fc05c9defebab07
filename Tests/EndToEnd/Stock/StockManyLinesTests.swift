import Foundation
import StackKit
import Testing

/// Aim: documents of more lines than one statement holds are as whole as small ones.
@Suite struct StockManyLinesTests {
  let stack: StockStack
  let clerk: StockActor
  let skus: [Int]

  init() throws {
    stack = try StockStack.get()
    clerk = StockActor(stack)
    skus = try clerk.newSKUs(45)
  }

  /// Not in the order of the ids, and one SKU more than once.
  private func lines(_ qty: String) -> [(sku: Int, qty: String)] {
    (skus.shuffled() + skus.prefix(3)).map { ($0, qty) }
  }

  @Test func everyLineIsThere() throws {
    let receipt = try clerk.receive(lines("4"))
    #expect(receipt.status == 201, "\(receipt.http.text.prefix(300))")
    let moves = receipt.object["moves"] as? [[String: Any]] ?? []
    #expect(moves.count == 45)
    #expect(Set(moves.compactMap { $0["move_id"] as? Int }).count == 45)
    #expect(moves.allSatisfy { $0["seq"] as? Int == 1 })
    let number = clerk.number()
    #expect(try clerk.lock(lines("1"), number: number).status == 201)
    #expect(try clerk.issue(lines("0.5"), fromLock: number).status == 201)
    let released = try clerk.unlock(number).object["released"] as? [Any]
    #expect(released?.count == 45)
    let other = try clerk.newWarehouse()
    #expect(try clerk.transfer(lines("0.5"), from: 1, to: other).status == 201)
    #expect(try clerk.count(lines("1"), at: other).status == 201)
    #expect(try StockTruth.faults(stack.stack, skus: skus) == [])
    // Twice in the lines: 2 × 4 in, 2 × 0.5 out, and counted as 2 × 1 where 2 × 0.5 went.
    #expect(try clerk.level(skus[0], at: 1) == StockFigures(6, locked: 0))
    #expect(try clerk.level(skus[0], at: other) == StockFigures(2, locked: 0))
    #expect(try clerk.level(skus[44], at: 1) == StockFigures(3, locked: 0))
  }

  @Test func oneShortLineOfManyStopsAll() throws {
    try clerk.receive(lines("2"))
    _ = try clerk.issue([(skus[40], "1")])
    let refused = try clerk.lock(skus.map { ($0, "2") })
    #expect(refused.status == 409)
    #expect(refused.details.count == 1)
    #expect(refused.details.first?["sku_id"] as? Int == skus[40])
    for sku in [skus[0], skus[44]] { #expect(try clerk.level(sku).locked == 0) }
  }

  @Test func aLongOrdersGoodsLeaveTheWarehouse() throws {
    try clerk.receive(lines("9"))
    let order = try clerk.client.post(
      "/order/create",
      [
        "channel": "web", "store_id": 1,
        "lines": skus.map { ["sku_id": $0, "qty": "1"] as [String: Any] },
      ])
    let number = try #require(order.string("order_no"), "\(order.http.text.prefix(300))")
    let payment = ["method": "cash", "amount": order.string("payable") ?? ""]
    let paid = try clerk.client.post(
      "/order/pay", ["order_no": number, "payments": [payment]])
    #expect(paid.status == 200, "\(paid.http.text.prefix(300))")
    let end = Date().addingTimeInterval(15)
    while try clerk.level(skus[44]) != StockFigures(8, locked: 0), Date() < end { usleep(50_000) }
    #expect(try clerk.level(skus[44]) == StockFigures(8, locked: 0))
    let moves = try clerk.client.get("/stock/move/list?ref_no=\(number)&size=200")
    #expect(moves.items.count == 45)
    #expect(try StockTruth.faults(stack.stack, skus: skus) == [])
  }

  @Test func thereIsAnEndToIt() throws {
    let most = (0..<1000).map { _ in (sku: skus[0], qty: "0.001") }
    #expect(try clerk.receive(most).status == 201)
    #expect(try clerk.receive(most + most.prefix(1)).status == 400)
    #expect(try clerk.receive([]).status == 400)
    #expect(try clerk.level(skus[0]) == StockFigures(1, locked: 0))
  }
}
