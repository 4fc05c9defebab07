import Foundation
import StackKit
import Testing

/// Aim: the books follow what was sold, also where they lacked it, and stay whole.
@Suite struct PosStockTests {
  let till: Till
  var shop: SalesCounter { till.shop }

  init() throws { till = try Till() }

  /// Sold at the till what somebody had ordered: both customers are served, the books owe.
  @Test func soldBelowZero() throws {
    let goods = try shop.goods(price: "10", stock: 5)
    let ordered = try shop.order(goods, 4)
    let answer = try till.sync([
      till.sale(1, [(goods, "1", "10")], payable: "10"),
      till.sale(2, [(goods, "2", "10"), (goods, "1", "9")], payable: "29"),
    ])
    #expect(answer.statuses == ["accepted", "accepted"], "\(answer.http.text)")
    let flags = try (0...1).map { index in
      let number = try #require(answer.string("results.\(index).order_no"))
      return try till.client.get("/order/\(number)").object["oversold"] as? Bool
    }
    #expect(flags == [false, true])
    #expect(try shop.level(goods) == StockFigures(1, locked: 4))
    // The ordinary rules hold on: nobody else gets what is not there.
    let refused = try till.client.post("/order/create", shop.body([(goods, 1)]))
    #expect(refused.status == 409 && refused.error == "stock.insufficient")
    #expect(try shop.pay(ordered, [("cash", "40")]).status == 200)
    try shop.wait(ordered, "stock_status", "issued")
    #expect(try shop.level(goods) == StockFigures(-3, locked: 0))
    let flag = "SELECT allow_negative FROM stock_balance WHERE sku_id = \(goods.sku)"
    #expect(try shop.stack.sql(flag) == [["1"]])
    let received = try till.client.post(
      "/stock/in",
      [
        "ref_type": "manual", "ref_no": SalesCounter.name("r"),
        "lines": [["sku_id": goods.sku, "qty": 10]],
      ])
    #expect(received.status == 201, "\(received.http.text)")
    #expect(try shop.level(goods) == StockFigures(7, locked: 0))
    #expect(try shop.stack.sql(flag) == [["0"]])
    try audit()
  }

  @Test func servicesHaveNoStock() throws {
    let item = try till.client.post(
      "/item/create",
      ["name": "修理", "kind": "service", "skus": [["price": "50"]]])
    let sku = try #require(item.int("skus.0.sku_id"), "\(item.http.text)")
    let service = SalesCounter.Goods(sku: sku, barcode: "")
    let goods = try shop.goods(price: "1")
    let answer = try till.sync([
      till.sale(1, [(service, "1", "45")], payable: "45"),
      till.sale(2, [(service, "1", "45"), (goods, "1", "1")], payable: "46"),
      till.sale(3, [(goods, "1", "0")], payable: "0"),
    ])
    #expect(answer.statuses == ["accepted", "accepted", "accepted"], "\(answer.http.text)")
    let order = try till.client.get("/order/\(answer.string("results.0.order_no") ?? "")")
    #expect(order.string("stock_status") == "not_stocked", "\(order.http.text)")
    #expect(try shop.level(goods) == StockFigures(98, locked: 0))
    try audit()
  }

  /// Members earn points for what they bought offline.
  @Test func membersEarnPoints() throws {
    let goods = try shop.goods(price: "100")
    let phone = "139\(Int.random(in: 10_000_000...99_999_999))"
    let member = try till.client.post("/member/register", ["name": "王芳", "phone": phone])
    let id = try #require(member.int("member_id"), "\(member.http.text)")
    var sale = till.sale(1, [(goods, "1", "100")], payable: "88")
    sale["member_id"] = id
    let answer = try till.sync([sale])
    let number = try #require(answer.string("results.0.order_no"), "\(answer.http.text)")
    #expect(try till.client.get("/order/\(number)").int("member_id") == id)
    let end = Date().addingTimeInterval(20)
    while try till.client.get("/member/\(id)").int("points") == 0, Date() < end { usleep(50_000) }
    let points = try till.client.get("/member/\(id)").int("points")
    #expect(points == 88, "\(member.http.text)")
  }

  /// The client's key gives the first answer, whatever happened since.
  @Test func withAnIdempotencyKey() throws {
    let goods = try shop.goods(price: "1")
    let key = SalesCounter.name("k")
    let sales = [till.sale(1, [(goods, "1", "1")], payable: "1")]
    let first = try till.sync(sales, key: key)
    #expect(first.statuses == ["accepted"], "\(first.http.text)")
    let again = try till.sync(sales, key: key)
    #expect(again.statuses == ["accepted"] && again.dataText == first.dataText)
    #expect(again.http.header("Idempotency-Replayed") == "true")
    let other = [till.sale(2, [(goods, "1", "1")], payable: "1")]
    let mismatch = try till.sync(other, key: key)
    #expect(mismatch.status == 422, "\(mismatch.http.text)")
    #expect(try till.status().int("next_seq") == 2)
    #expect(try shop.level(goods) == StockFigures(99, locked: 0))
  }

  /// Two hundred sales in twenty calls that all come at once.
  @Test func manyCallsAtOnce() throws {
    let goods = try shop.goods(price: "1", stock: 1000)
    let sales = (1...200).map { till.sale($0, [(goods, "1", "1")], payable: "1") }
    let bodies = try (0..<20).map { part in
      try JSONSerialization.data(withJSONObject: Array(sales.shuffled()[0..<(part + 20)]))
    }
    let (stack, token, device) = (shop.stack, till.client.token, till.device)
    try Crowd.run(20) { index in
      let client = APIClient(stack)
      client.token = token
      let orders = try JSONSerialization.jsonObject(with: bodies[index])
      let answer = try client.post("/pos/sync", ["device_id": device, "orders": orders])
      #expect(answer.status == 200, "\(answer.http.text.prefix(300))")
    }
    let last = try till.sync(sales)
    #expect(last.int("next_seq") == 201 && last.missing == "", "\(last.missing)")
    #expect(Set(last.statuses).isSubset(of: ["accepted", "duplicate"]))
    #expect(try shop.level(goods) == StockFigures(800, locked: 0))
    try audit()
  }

  private func audit() throws {
    let findings = try SharedBooks.alone {
      try shop.stack.operate("audit", "--grace", "30")
    }
    #expect(findings.status == 0, "\(findings.output)\(findings.errors)")
  }
}
