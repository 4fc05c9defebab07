import Foundation
import StackKit
import Testing

/// Aim: the same request again has one effect, by its key and by its natural key.
@Suite struct OrderReplayTests {
  let shop: SalesCounter

  init() throws { shop = try SalesCounter() }

  @Test func theSameKeyHasTheSameAnswer() throws {
    let goods = try shop.goods()
    let key = SalesCounter.name("k")
    let body = shop.body([(goods, 2)])
    let first = try shop.client.post("/order/create", body, key: key)
    #expect(first.status == 201 && first.http.header("Idempotency-Replayed") == nil)
    let again = try shop.client.post("/order/create", body, key: key)
    #expect(again.status == 201 && again.dataText == first.dataText, "\(again.http.text)")
    #expect(again.http.header("Idempotency-Replayed") == "true")
    let other = try shop.client.post("/order/create", shop.body([(goods, 3)]), key: key)
    #expect(other.status == 422 && other.error == "idempotency.mismatch", "\(other.http.text)")
    #expect(try shop.level(goods) == StockFigures(100, locked: 2))
  }

  @Test func aRefusalIsAnAnswerToo() throws {
    let goods = try shop.goods(stock: 0)
    let key = SalesCounter.name("k")
    let body = shop.body([(goods, 2)])
    let first = try shop.client.post("/order/create", body, key: key)
    #expect(first.status == 409 && first.error == "stock.insufficient", "\(first.http.text)")
    #expect(first.details.first?["sku_id"] as? Int == goods.sku)
    // Goods have come meanwhile; the answer stays.
    _ = try shop.client.post(
      "/stock/in",
      [
        "ref_type": "opening", "ref_no": SalesCounter.name("o"),
        "lines": [["sku_id": goods.sku, "qty": 5]],
      ])
    let again = try shop.client.post("/order/create", body, key: key)
    #expect(again.status == 409 && again.error == "stock.insufficient", "\(again.http.text)")
    #expect(again.http.header("Idempotency-Replayed") == "true")
    #expect(again.http.body == first.http.body)
    #expect(try shop.client.post("/order/create", body).status == 201)
  }

  /// Who is refused because of the key stands in the audit log too.
  @Test func aKeyThatAnotherRequestHas() throws {
    let goods = try shop.goods()
    let user = try #require(try shop.client.get("/user/me").int("user_id"))
    let key = SalesCounter.name("k")
    // The first request is still running.
    let first = try RowKeeper(
      shop.stack,
      "INSERT INTO api_call (user_id, action, path, status, remote_address, request_id, idem_key, "
        + "request_hash) VALUES (\(user), 'order.create', '/order/create', 0, '', 'first', "
        + "'\(key)', UNHEX(SHA2('first', 256)))")
    let twin = try shop.client.post("/order/create", shop.body([(goods, 1)]), key: key)
    #expect(twin.status == 409 && twin.error == "idempotency.in_progress", "\(twin.http.text)")
    #expect(twin.http.header("Retry-After") != nil)
    try first.letGo()
    let placed = try shop.client.post("/order/create", shop.body([(goods, 1)]), key: key)
    #expect(placed.status == 201, "\(placed.http.text)")
    let other = try shop.client.post("/order/create", shop.body([(goods, 2)]), key: key)
    #expect(other.status == 422 && other.error == "idempotency.mismatch", "\(other.http.text)")
    for answer in [twin, placed, other] {
      let rows = try shop.stack.sql(
        "SELECT status FROM api_call WHERE request_id = '\(answer.requestID ?? "")'")
      #expect(rows == [["\(answer.status)"]])
    }
    #expect(try shop.level(goods) == StockFigures(100, locked: 1))
  }

  @Test func twentyTwinsAreOneOrder() throws {
    let goods = try shop.goods()
    let (key, stack, token) = (SalesCounter.name("k"), shop.stack, shop.client.token)
    let (store, sku) = (shop.store, goods.sku)
    let answers = try Crowd.run(20) { _ in
      let client = APIClient(stack)
      client.token = token
      return try client.post(
        "/order/create",
        [
          "channel": "POS", "store_id": store, "lines": [["sku_id": sku, "qty": 1]],
        ], key: key)
    }
    #expect(answers.allSatisfy { $0.status == 201 }, "\(answers.map(\.status))")
    #expect(Set(answers.map(\.dataText)).count == 1)
    #expect(answers.count { $0.http.header("Idempotency-Replayed") == "true" } == 19)
    #expect(try shop.client.get("/order/list?store_id=\(store)").int("total") == 1)
    #expect(try shop.level(goods) == StockFigures(100, locked: 1))
  }

  @Test func aParcelIsShippedOnce() throws {
    let goods = try shop.goods(price: "1")
    let number = try shop.order(goods, 5)
    let early = try shop.client.post("/order/ship", ["order_no": number])
    #expect(early.status == 409 && early.error == "order.not_paid", "\(early.http.text)")
    #expect(try shop.pay(number, [("cash", "5")]).status == 200)
    let parcel = SalesCounter.name("p")
    func ship(_ quantity: Any) throws -> APIAnswer {
      try shop.client.post(
        "/order/ship",
        [
          "order_no": number, "ship_no": parcel, "lines": [["sku_id": goods.sku, "qty": quantity]],
        ])
    }
    let first = try ship(2)
    #expect(first.string("status") == "part_shipped", "\(first.http.text)")
    let again = try ship("2.0")
    #expect(again.status == 200 && again.dataText == first.dataText, "\(again.http.text)")
    let other = try ship(3)
    #expect(other.status == 409 && other.error == "document.conflict", "\(other.http.text)")
    let order = try shop.client.get("/order/\(number)")
    #expect(order.string("lines.0.shipped_qty") == "2.0000")
  }

  /// The same goods in another order, or in more lines, are the same document.
  @Test(arguments: [("/order/ship", "ship_no"), ("/order/refund", "refund_no")])
  func aDocumentIsWhatItMeans(_ path: String, _ key: String) throws {
    let (tea, cake) = (try shop.goods(price: "1"), try shop.goods(price: "2"))
    let placed = try shop.client.post("/order/create", shop.body([(tea, 5), (cake, 5)]))
    let number = try #require(placed.string("order_no"), "\(placed.http.text)")
    #expect(try shop.pay(number, [("cash", "15")]).status == 200)
    let document = SalesCounter.name("d")
    typealias Line = (goods: SalesCounter.Goods, quantity: String)
    func post(_ lines: [Line]) throws -> APIAnswer {
      let lines = lines.map { ["sku_id": $0.goods.sku, "qty": $0.quantity] as [String: Any] }
      let body: [String: Any] = ["order_no": number, key: document, "lines": lines]
      return try shop.client.post(path, body)
    }
    let first = try post([(tea, "2"), (cake, "1")])
    #expect(first.status == 200, "\(first.http.text)")
    let same: [[Line]] = [
      [(cake, "1"), (tea, "2")], [(tea, "0.5"), (cake, "1.0"), (tea, "1.5")],
    ]
    for lines in same {
      let again = try post(lines)
      #expect(again.status == 200 && again.dataText == first.dataText, "\(again.http.text)")
    }
    #expect(try post([(tea, "2"), (cake, "2")]).error == "document.conflict")
  }

  /// A refund that finds the goods still in the lock lets them leave first.
  @Test func aRefundsVersionIsTheRows() throws {
    let goods = try shop.goods(price: "1")
    let number = try shop.order(goods, 2)
    #expect(try shop.pay(number, [("cash", "2")]).status == 200)
    let refund = try shop.client.post(
      "/order/refund", ["order_no": number, "refund_no": SalesCounter.name("r")])
    let row = try shop.client.get("/order/\(number)")
    #expect(refund.int("order.version") == row.int("version"), "\(refund.http.text)")
    // Placed, paid, issued, refunded.
    #expect(row.int("version") == 4)
  }

  /// Sixteen clients, some refused between: the numbers are 1 … n all the same.
  @Test func numbersHaveNoGap() throws {
    let (goods, scarce) = (try shop.goods(stock: 1000), try shop.goods(stock: 1))
    let (stack, token, store) = (shop.stack, shop.client.token, shop.store)
    let answers = try Crowd.run(16) { index in
      let client = APIClient(stack)
      client.token = token
      return try (0..<6).map { turn in
        let sku = (index + turn) % 3 == 0 ? scarce.sku : goods.sku
        return try client.post(
          "/order/create",
          [
            "channel": turn % 2 == 0 ? "POS" : "WEB", "store_id": store,
            "lines": [["sku_id": sku, "qty": 1]],
          ])
      }
    }.flatMap { $0 }
    #expect(answers.allSatisfy { $0.status == 201 || $0.status == 409 })
    let numbers = answers.compactMap { $0.string("order_no") }
    #expect(numbers.count > 64 && numbers.count < 96)
    #expect(Set(numbers).count == numbers.count)
    let series = Dictionary(grouping: numbers) { String($0.dropLast(7)) }
    #expect(series.count >= 2)
    for (name, numbers) in series {
      let last = numbers.compactMap { Int($0.suffix(6)) }.sorted()
      #expect(last == Array(1...numbers.count), "\(name)")
    }
  }
}
