import Foundation
import StackKit
import Testing

/// Aim: each payment pays one order, once, in whatever order it is told.
@Suite struct PaymentTests {
  private let shop: SalesCounter
  private let goods: SalesCounter.Goods

  init() throws {
    shop = try SalesCounter()
    goods = try shop.goods(price: "10.00", stock: 1000)
  }

  private func pay(_ number: String, _ payments: [[String: String]]?) throws -> APIAnswer {
    var body: [String: Any] = ["order_no": number]
    body["payments"] = payments
    return try shop.client.post("/order/pay", body)
  }

  @Test func aTransactionPaysOneOrder() throws {
    let transaction = SalesCounter.name("t")
    let wechat = [["method": "wechat", "amount": "10.00", "txn_no": transaction]]
    let first = try shop.order(goods, 1)
    #expect(try pay(first, wechat).status == 200)
    #expect(try pay(first, wechat).status == 200, "the same payment again")
    let second = try shop.order(goods, 1)
    let refused = try pay(second, wechat)
    #expect(refused.status == 409 && refused.error == "payment.txn_taken", "\(refused.http.text)")
    #expect(refused.details.first?["order_no"] as? String == first)
    #expect(try shop.client.get("/order/\(second)").string("status") == "created")
    // Who may not see the order is not told its number.
    let stranger = try SalesCounter()
    let other = try stranger.employee("store_manager")
    let theirs = try stranger.order(goods, 1)
    let hidden = try other.post(
      "/order/pay", ["order_no": theirs, "payments": wechat] as [String: Any])
    #expect(hidden.error == "payment.txn_taken", "\(hidden.http.text)")
    #expect(hidden.details.first?["order_no"] == nil)
    // Another tender, and cash, may have the number.
    let cash = [["method": "cash", "amount": "10.00", "txn_no": transaction]]
    #expect(try pay(second, cash).status == 200)
    #expect(try pay(try shop.order(goods, 1), cash).status == 200)
    let alipay = [["method": "alipay", "amount": "10.00", "txn_no": transaction]]
    #expect(try pay(try shop.order(goods, 1), alipay).status == 200)
  }

  /// Of orders that are paid at once with one transaction, one is.
  @Test func oneTransactionAtOnce() throws {
    let transaction = SalesCounter.name("t")
    let numbers = try (0..<6).map { _ in try shop.order(goods, 1) }
    let (stack, token) = (shop.stack, shop.client.token)
    let answers = try Crowd.run(6) { index in
      let client = APIClient(stack)
      client.token = token
      return try client.post(
        "/order/pay",
        [
          "order_no": numbers[index],
          "payments": [["method": "card", "amount": "10.00", "txn_no": transaction]],
        ])
    }
    #expect(answers.filter { $0.status == 200 }.count == 1, "\(answers.map(\.http.text))")
    #expect(answers.filter { $0.error == "payment.txn_taken" }.count == 5)
  }

  @Test func theSamePaymentsInAnotherOrder() throws {
    let number = try shop.order(goods, 2)
    let payments = [
      ["method": "cash", "amount": "12.50"],
      ["method": "wechat", "amount": "7.50", "txn_no": SalesCounter.name("t")],
    ]
    #expect(try pay(number, payments).status == 200)
    #expect(try pay(number, payments.reversed()).status == 200)
    #expect(try pay(number, [payments[0]]).error == "order.already_paid")
  }

  @Test func nothingPaysForNothing() throws {
    let free = try shop.goods(price: "0")
    for payments in [nil, [], [["method": "cash", "amount": "0.00"]]] as [[[String: String]]?] {
      let paid = try pay(try shop.order(free, 1), payments)
      #expect(paid.string("status") == "paid", "\(paid.http.text)")
    }
    let number = try shop.order(goods, 1)
    #expect(try pay(number, nil).error == "order.amount_mismatch")
    let empty = try pay(
      number, [["method": "cash", "amount": "10.00"], ["method": "card", "amount": "0.00"]])
    #expect(empty.status == 400, "\(empty.http.text)")
    #expect(empty.details.first?["field"] as? String == "payments[1].amount")
  }

  @Test func anOrderThatCostsTooMuch() throws {
    let item = try shop.client.post(
      "/item/create", ["name": "服务", "kind": "service", "skus": [["price": "99999999.99"]]])
    let sku = try #require(item.int("skus.0.sku_id"), "\(item.http.text)")
    let service = SalesCounter.Goods(sku: sku, barcode: "")
    #expect(try shop.client.post("/order/create", shop.body([(service, 100)])).status == 201)
    let refused = try shop.client.post("/order/create", shop.body([(service, 101)]))
    #expect(refused.error == "order.amount_out_of_range", "\(refused.http.text)")
  }

  /// A gift that is not there keeps nobody from buying.
  @Test func aGiftThatIsOutOfStock() throws {
    let gift = try shop.goods(price: "6.00", stock: 1)
    let made = try shop.client.post(
      "/promo/create",
      [
        "name": "送", "type": "buy_gift", "scope": ["store_ids": [shop.store]],
        "rule": ["sku_id": goods.sku, "buy_qty": 1, "gift_sku_id": gift.sku, "gift_qty": 1],
        "starts_at": "2020-01-01T00:00:00Z", "ends_at": "2999-01-01T00:00:00Z",
      ])
    let promotion = try #require(made.int("promo_id"), "\(made.http.text)")
    #expect(try shop.client.post("/promo/enable", ["promo_id": promotion]).status == 200)
    usleep(1_100_000)
    let first = try shop.client.post("/order/create", shop.body([(goods, 1)]))
    #expect(first.int("gifts.0.sku_id") == gift.sku, "\(first.http.text)")
    for _ in 0..<2 {
      let second = try shop.client.post("/order/create", shop.body([(goods, 1)]))
      #expect(second.status == 201 && second.int("gifts.0.sku_id") == nil, "\(second.http.text)")
      #expect(second.int("dropped.0.promo_id") == promotion)
      #expect(second.string("dropped.0.reason") == "gift_unavailable")
    }
    // A basket is told the same; at a moment, stock is not asked.
    var basket = shop.body([(goods, 1)])
    let priced = try shop.client.post("/promo/calc", basket)
    #expect(priced.int("gifts.0.sku_id") == nil, "\(priced.http.text)")
    #expect(priced.int("dropped.0.promo_id") == promotion)
    #expect(priced.string("dropped.0.reason") == "gift_unavailable")
    basket["at"] = "2026-01-01T00:00:00Z"
    let then = try shop.client.post("/promo/calc", basket)
    #expect(then.int("gifts.0.sku_id") == gift.sku, "\(then.http.text)")
    #expect((then.object["dropped"] as? [Any])?.isEmpty == true)
    // Goods that are short themselves are refused as ever.
    let tooMany = try shop.client.post("/order/create", shop.body([(goods, 2000)]))
    #expect(tooMany.error == "stock.insufficient", "\(tooMany.http.text)")
  }
}
