import Foundation
import Processes
import StackKit
import Testing

/// Aim: many hands on the same goods; and a Redis that forgets, lies or is away changes nothing.
@Suite(.serialized) struct StockContentionTests {
  let stack: StockStack
  let clerk: StockActor

  init() throws {
    stack = try StockStack.get()
    clerk = StockActor(stack)
  }

  @Test(arguments: 1...5)
  func oneOfSixteenBuyersGetsTheLastUnit(round: Int) throws {
    let sku = try clerk.newSKU()
    try clerk.receive([(sku, "1")])
    let answers = try Crowd.run(16) { [stack] _ in try StockActor(stack).lock([(sku, "1")]) }
    #expect(answers.filter { $0.status == 201 }.count == 1)
    let refused = answers.filter { $0.status == 409 && $0.error == "stock.insufficient" }
    #expect(refused.count == 15, "\(answers.map(\.status))")
    #expect(refused.allSatisfy { $0.details.first?["available"] as? String == "0.0000" })
    #expect(try clerk.level(sku) == StockFigures(1, locked: 1))
  }

  @Test func oneDocumentPostedByManyMovesGoodsOnce() throws {
    let sku = try clerk.newSKU()
    let number = clerk.number()
    let answers = try Crowd.run(8) { [stack] _ in
      try StockActor(stack).receive([(sku, "3")], number: number)
    }
    #expect(answers.map(\.status) == Array(repeating: 201, count: 8))
    #expect(Set(answers.compactMap { $0.int("moves.0.move_id") }).count == 1)
    #expect(try clerk.level(sku) == StockFigures(3, locked: 0))
  }

  @Test func numbersHaveNoGapUnderContention() throws {
    let (a, b) = (try clerk.newSKU(), try clerk.newSKU())
    let other = try clerk.newWarehouse()
    _ = try Crowd.run(8) { [stack] _ in
      let clerk = StockActor(stack)
      for step in 0..<20 {
        // Lines in either order, in two warehouses, and some that are refused.
        let lines = [(sku: a, qty: "1"), (sku: b, qty: "2")]
        try clerk.receive(
          step % 2 == 0 ? lines : lines.reversed(), at: step % 3 == 0 ? other : 1)
        if step % 5 == 0 { _ = try clerk.issue([(b, "1"), (a, "1000")]) }
      }
    }
    #expect(try StockTruth.faults(stack.stack, skus: [a, b]) == [])
    let last = try stack.stack.sql("SELECT last_seq FROM stock_sku WHERE sku_id = \(a)")
    #expect(last == [["160"]])
  }

  @Test func anExpiredLockIsReleasedByItself() throws {
    let sku = try clerk.newSKU()
    try clerk.receive([(sku, "5")])
    let (number, kept) = (clerk.number(), clerk.number())
    #expect(try clerk.lock([(sku, "2")], number: number, seconds: 1).status == 201)
    #expect(try clerk.lock([(sku, "1")], number: kept, seconds: 0).status == 201)
    try wait { try clerk.level(sku) == StockFigures(5, locked: 1) }
    let late = try clerk.issue([(sku, "1")], fromLock: number)
    #expect(late.status == 409 && late.error == "stock.lock_expired", "\(late.http.text)")
    #expect((try clerk.unlock(number).object["released"] as? [Any])?.isEmpty == true)
    let locks = try clerk.client.get("/stock/lock/list?ref_no=\(number)")
    #expect(locks.items.first?["status"] as? String == "expired")
    #expect(try StockTruth.events(stack.stack, "StockChanged", reference: number) == 2)
    #expect(try StockTruth.faults(stack.stack, skus: [sku]) == [])
  }

  @Test func everyDocumentIsAnEvent() throws {
    let sku = try clerk.newSKU()
    let (receipt, lock) = (clerk.number(), clerk.number())
    try clerk.receive([(sku, "5")], number: receipt)
    _ = try clerk.lock([(sku, "2")], number: lock)
    _ = try clerk.unlock(lock)
    #expect(try StockTruth.events(stack.stack, "StockIn", reference: receipt) == 1)
    #expect(try StockTruth.events(stack.stack, "StockChanged", reference: receipt) == 1)
    #expect(try StockTruth.events(stack.stack, "StockChanged", reference: lock) == 2)
  }

  @Test func theGateOpensWhenGoodsComeBack() throws {
    let sku = try clerk.newSKU()
    try clerk.receive([(sku, "1")])
    let number = clerk.number()
    _ = try clerk.lock([(sku, "1")], number: number)
    for _ in 0..<5 { #expect(try clerk.lock([(sku, "1")]).status == 409) }
    _ = try clerk.unlock(number)
    #expect(try clerk.lock([(sku, "1")]).status == 201, "at once, not after the mark's time")
  }

  /// Sold out for everybody, and everybody who asked stands in the log.
  @Test func aRefusalAtTheGateIsAudited() throws {
    let sku = try clerk.newSKU()
    for _ in 0..<3 {
      let refused = try clerk.lock([(sku, "1")])
      #expect(refused.status == 409 && refused.error == "stock.insufficient")
      let rows = try stack.stack.sql(
        "SELECT status FROM api_call WHERE request_id = '\(refused.requestID ?? "")'")
      #expect(rows == [["409"]])
    }
  }

  @Test func aRefusalAtTheGateIsReplayedToo() throws {
    let sku = try clerk.newSKU()
    #expect(try clerk.lock([(sku, "1")]).status == 409)
    let number = clerk.number()
    let first = try clerk.lock([(sku, "1")], number: number, key: number)
    let again = try clerk.lock([(sku, "1")], number: number, key: number)
    #expect(first.status == 409 && again.status == 409)
    #expect(again.http.header("Idempotency-Replayed") == "true")
    #expect(again.requestID == first.requestID)
  }

  @Test func redisMayForgetLieOrBeAway() throws {
    let sku = try clerk.newSKU()
    try clerk.receive([(sku, "4")])
    let redis = stack.stack.layout.socket("redis")
    try redisCommand(redis, "FLUSHALL")
    #expect(try clerk.lock([(sku, "1")]).status == 201)
    // A counter from another time that says there is nothing, without the database's own word.
    try redisCommand(
      redis, "HSET", "stock:level:\(sku):1", "available", "0", "version", "999999999")
    #expect(try clerk.lock([(sku, "1")]).status == 201)
    // One that promises too much admits nobody.
    try redisCommand(
      redis, "HSET", "stock:level:\(sku):1", "available", "100", "version", "999999999")
    #expect(try clerk.lock([(sku, "9")]).status == 409)
    try stack.stack.stop("redis")
    defer { try? stack.stack.start("redis") }
    #expect(try clerk.lock([(sku, "1")]).status == 201)
    #expect(try clerk.lock([(sku, "9")]).status == 409)
    #expect(try clerk.level(sku) == StockFigures(4, locked: 3))
  }

  @Test func aPaidOrdersGoodsLeaveOnce() throws {
    let sku = try clerk.newSKU()
    try clerk.receive([(sku, "5")])
    let order = try clerk.client.post(
      "/order/create",
      ["channel": "web", "store_id": 1, "lines": [["sku_id": sku, "qty": "2"]]])
    let number = try #require(order.string("order_no"), "\(order.http.text)")
    #expect(try clerk.level(sku) == StockFigures(5, locked: 2))
    let taken = try clerk.unlock(number)
    #expect(taken.status == 409 && taken.error == "stock.lock_owned", "\(taken.http.text)")
    #expect(try clerk.issue([(sku, "2")], fromLock: number).error == "stock.lock_owned")
    let payable = try #require(order.string("payable"))
    let pay = try clerk.client.post(
      "/order/pay",
      ["order_no": number, "payments": [["method": "cash", "amount": payable]]])
    #expect(pay.status == 200, "\(pay.http.text)")
    try wait { try clerk.level(sku) == StockFigures(3, locked: 0) }
    let moves = try clerk.client.get("/stock/move/list?ref_no=\(number)")
    #expect(moves.items.count == 1 && moves.items.first?["ref_type"] as? String == "sale")
    #expect(try StockTruth.faults(stack.stack, skus: [sku]) == [])
  }

  /// Nobody says by hand that an order's goods have left, also of one that is yet to come.
  @Test func anOrdersNumberIsTheOrders() throws {
    let sku = try clerk.newSKU()
    try clerk.receive([(sku, "5")])
    let order = try clerk.client.post(
      "/order/create",
      ["channel": "web", "store_id": 1, "lines": [["sku_id": sku, "qty": "2"]]])
    let number = try #require(order.string("order_no"), "\(order.http.text)")
    let lock = clerk.number()
    #expect(try clerk.lock([(sku, "1")], number: lock).status == 201)
    func sell(_ number: String, from lock: String? = nil) throws -> APIAnswer {
      var body: [String: Any] = [
        "ref_type": "sale", "ref_no": number, "lines": [["sku_id": sku, "qty": "1"]],
      ]
      body["from_lock"] = lock
      return try clerk.client.post("/stock/out", body)
    }
    for taken in [number, "pos-1-20991231-000001", "web-1-20991231-1000000"] {
      for answer in [try sell(taken), try sell(taken, from: lock)] {
        #expect(answer.status == 409 && answer.error == "document.conflict", "\(answer.http.text)")
      }
    }
    #expect(try clerk.level(sku) == StockFigures(5, locked: 3))
    #expect(try sell(clerk.number()).status == 201)
    #expect(try sell(clerk.number(), from: lock).status == 201)
    #expect(try clerk.level(sku) == StockFigures(3, locked: 2))
    #expect(try clerk.client.get("/order/\(number)").string("stock_status") == "locked")
  }

  // MARK: tools

  private func wait(seconds: Double = 15, _ condition: () throws -> Bool) throws {
    let end = Date().addingTimeInterval(seconds)
    while try !condition() {
      guard Date() < end else {
        Issue.record("it did not come to pass within \(seconds) s")
        return
      }
      usleep(50_000)
    }
  }

  private func redisCommand(_ socket: String, _ words: String...) throws {
    try Command.require(["redis-cli", "-s", socket] + words)
  }
}
