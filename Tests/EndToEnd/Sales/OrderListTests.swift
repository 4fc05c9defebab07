import Foundation
import StackKit
import Testing

/// Aim: orders are found again, by those who may see them, and refusals are in people's language.
@Suite struct OrderListTests {
  let shop: SalesCounter

  init() throws { shop = try SalesCounter() }

  @Test func filtersAndPages() throws {
    let goods = try shop.goods(price: "1")
    let began = ISO8601DateFormatter().string(from: Date().addingTimeInterval(-60))
    let numbers = try (1...5).map { try shop.order(goods, $0) }
    #expect(try shop.pay(numbers[2], [("cash", "3")]).status == 200)
    _ = try shop.client.post("/order/cancel", ["order_no": numbers[4]])
    func list(_ query: String) throws -> [String] {
      let answer = try shop.client.get("/order/list?store_id=\(shop.store)&\(query)")
      #expect(answer.status == 200, "\(answer.http.text)")
      return answer.items.compactMap { $0["order_no"] as? String }
    }
    #expect(try list("size=200") == numbers.reversed())
    #expect(try list("sort=created_at") == numbers)
    #expect(try list("sort=-payable&size=2") == [numbers[4], numbers[3]])
    #expect(try list("sort=created_at&page=2&size=2") == [numbers[2], numbers[3]])
    #expect(try list("page=4&size=2").isEmpty)
    #expect(try list("status=paid") == [numbers[2]])
    #expect(try list("status=cancelled") == [numbers[4]])
    #expect(try list("from=\(began)").count == 5)
    #expect(try list("to=\(began)").isEmpty)
    #expect(try list("member_id=77").isEmpty)
    let page = try shop.client.get("/order/list?store_id=\(shop.store)&page=2&size=2")
    #expect(page.int("total") == 5 && page.int("page") == 2 && page.int("size") == 2)
    for query in ["size=201", "status=gone", "sort=remark", "colour=red", "from=yesterday"] {
      let answer = try shop.client.get("/order/list?\(query)")
      #expect(answer.status == 400 && answer.error == "request.invalid", "\(query)")
    }
  }

  @Test func byIDAndByNumber() throws {
    let number = try shop.order(try shop.goods(), 1)
    let found = try shop.client.get("/order/\(number)")
    let id = try #require(found.int("order_id"), "\(found.http.text)")
    #expect(try shop.client.get("/order/\(id)").dataText == found.dataText)
    for unknown in ["POS-1-20000101-000001", "9007199254740991"] {
      let answer = try shop.client.get("/order/\(unknown)")
      #expect(answer.status == 404 && answer.error == "order.not_found", "\(answer.http.text)")
    }
  }

  /// A clerk sells in the own store; the orders of another one do not exist for them.
  @Test func aClerkOfAnotherStoreSeesNothing() throws {
    let goods = try shop.goods(price: "1")
    let number = try shop.order(goods, 1)
    let other = try SalesCounter()
    let clerk = try other.employee("store_clerk")
    let payment = ["method": "cash", "amount": "1"]
    for answer in [
      try clerk.get("/order/\(number)"),
      try clerk.post("/order/pay", ["order_no": number, "payments": [payment]]),
      try clerk.post("/order/ship", ["order_no": number]),
      try clerk.post("/order/cancel", ["order_no": number]),
    ] {
      #expect(answer.status == 404 && answer.error == "order.not_found", "\(answer.http.text)")
    }
    #expect(try clerk.get("/order/list?store_id=\(shop.store)").int("total") == 0)
    let foreign = try clerk.post("/order/create", shop.body([(goods, 1)]))
    #expect(foreign.status == 404 && foreign.error == "order.store_not_found")
    let own = try clerk.post("/order/create", other.body([(goods, 1)]))
    #expect(own.status == 201, "\(own.http.text)")
    #expect(try clerk.get("/order/list").int("total") == 1)
    #expect(try shop.client.get("/order/\(number)").string("status") == "created")
  }

  /// Goods in another store's warehouse are not for sale; those of one that all share are.
  @Test func aClerkSellsOutOfTheOwnWarehouse() throws {
    let goods = try shop.goods(price: "1")
    func warehouse(_ organisation: Int?) throws -> Int {
      var body: [String: Any] = ["code": SalesCounter.name("w"), "name": "仓库"]
      body["org_id"] = organisation
      let made = try shop.client.post("/stock/warehouse/create", body)
      let id: Int = try #require(made.int("warehouse_id"), "\(made.http.text)")
      let received = try shop.client.post(
        "/stock/in",
        [
          "ref_type": "opening", "ref_no": SalesCounter.name("o"), "warehouse_id": id,
          "lines": [["sku_id": goods.sku, "qty": 5]],
        ])
      #expect(received.status == 201, "\(received.http.text)")
      return id
    }
    let (theirs, shared) = (try warehouse(shop.store), try warehouse(nil))
    let other = try SalesCounter()
    func order(_ counter: SalesCounter, _ clerk: APIClient, _ place: Int) throws -> APIAnswer {
      var body = counter.body([(goods, 1)])
      body["warehouse_id"] = place
      return try clerk.post("/order/create", body)
    }
    let (own, stranger) = (
      try shop.employee("store_clerk"), try other.employee("store_clerk")
    )
    #expect(try order(shop, own, theirs).status == 201)
    let denied = try order(other, stranger, theirs)
    #expect(
      denied.status == 404 && denied.error == "stock.warehouse_not_found", "\(denied.http.text)")
    #expect(try order(other, stranger, 999_999_999).error == denied.error)
    for place in [shared, 1] { #expect(try order(other, stranger, place).status == 201) }
    let level = try shop.client.get("/stock/\(goods.sku)?warehouse_id=\(theirs)")
    #expect(level.string("locked") == "1.0000", "\(level.http.text)")
  }

  /// Documents that are posted again are answered to those who may see the order, and to no others.
  @Test func anothersDocumentsAreNotReplayed() throws {
    let goods = try shop.goods(price: "1")
    let number = try shop.order(goods, 3)
    #expect(try shop.pay(number, [("cash", "3")]).status == 200)
    let one: [[String: Any]] = [["sku_id": goods.sku, "qty": 1]]
    let bodies: [(path: String, body: [String: Any])] = [
      ("/order/ship", ["order_no": number, "ship_no": SalesCounter.name("p"), "lines": one]),
      ("/order/refund", ["order_no": number, "refund_no": SalesCounter.name("r"), "lines": one]),
    ]
    let own = try shop.employee("store_manager")
    let stranger = try SalesCounter().employee("store_manager")
    for (path, body) in bodies {
      let first = try shop.client.post(path, body)
      #expect(first.status == 200, "\(first.http.text)")
      #expect(try own.post(path, body).dataText == first.dataText)
      let denied = try stranger.post(path, body)
      #expect(denied.status == 404 && denied.error == "order.not_found", "\(denied.http.text)")
    }
  }

  @Test func refusalsInChinese() throws {
    let goods = try shop.goods(stock: 1)
    let number = try shop.order(goods, 1)
    shop.client.language = "zh-CN,zh;q=0.9,en;q=0.5"
    let texts = [
      try shop.pay(number, [("cash", "1")]).message,
      try shop.client.post("/order/ship", ["order_no": number]).message,
      try shop.client.get("/order/nowhere").message,
      try shop.client.post("/order/create", shop.body([(goods, 5)])).message,
      try shop.client.post("/order/create", ["channel": "POS"]).message,
    ]
    #expect(texts[0] == "支付金额与应付金额不一致。")
    #expect(texts[1] == "订单尚未支付。")
    #expect(texts[2] == "订单不存在。")
    for text in texts {
      let isChinese = text?.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) }
      #expect(isChinese == true, "\(text ?? "nothing")")
    }
  }

  @Test func everyFaultAtOnce() throws {
    let answer = try shop.client.post(
      "/order/create",
      [
        "store_id": 0, "colour": "red",
        "lines": [["sku_id": 1, "barcode": "1", "qty": "0"], ["qty": "1.00001"]],
      ])
    #expect(answer.status == 400 && answer.error == "request.invalid")
    let fields = Set(answer.details.compactMap { $0["field"] as? String })
    #expect(
      fields.isSuperset(of: [
        "channel", "store_id", "colour", "lines[0].sku_id", "lines[0].qty", "lines[1].sku_id",
        "lines[1].qty",
      ]), "\(answer.http.text)")
  }
}
