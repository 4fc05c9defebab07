import Foundation
import StackKit
import Testing

/// Aim: the life of an order as a cashier sees it, one flow a test.
@Suite struct OrderScenarioTests {
  let shop: SalesCounter

  init() throws { shop = try SalesCounter() }

  @Test func aSaleAtTheCounter() throws {
    let (tea, cake) = (try shop.goods(price: "3.50"), try shop.goods(price: "12.90"))
    let scanned = try shop.client.get("/item/barcode/\(tea.barcode)")
    #expect(scanned.int("sku_id") == tea.sku)
    let created = try shop.client.post(
      "/order/create",
      [
        "channel": "POS", "store_id": shop.store, "expected_payable": "23.40",
        "lines": [
          ["barcode": tea.barcode, "qty": 3], ["sku_id": cake.sku, "qty": "1.0"],
        ],
      ])
    #expect(created.status == 201, "\(created.http.text)")
    #expect(created.string("status") == "created")
    #expect(created.string("stock_status") == "locked")
    #expect(created.string("original") == "23.40")
    #expect(created.string("discount") == "0.00")
    #expect(created.string("payable") == "23.40")
    #expect(created.string("lines.0.payable") == "10.50")
    let number = try #require(created.string("order_no"))
    #expect(number.hasPrefix("POS-\(shop.store)-"))
    #expect(number.hasSuffix("-000001"))
    #expect(try shop.level(tea) == StockFigures(100, locked: 3))

    let paid = try shop.pay(number, [("cash", "20"), ("wechat", "3.40")])
    #expect(paid.status == 200, "\(paid.http.text)")
    #expect(paid.string("status") == "paid")
    #expect(paid.string("payments.1.method") == "wechat")
    try shop.wait(number, "stock_status", "issued")
    #expect(try shop.level(tea) == StockFigures(97, locked: 0))
    #expect(try shop.level(cake) == StockFigures(99, locked: 0))

    try shipInParts(number, tea, cake)
  }

  private func shipInParts(
    _ number: String, _ tea: SalesCounter.Goods, _ cake: SalesCounter.Goods
  ) throws {
    let part = try shop.client.post(
      "/order/ship",
      ["order_no": number, "carrier": "SF", "lines": [["sku_id": tea.sku, "qty": 2]]])
    #expect(part.status == 200, "\(part.http.text)")
    #expect(part.string("status") == "part_shipped")
    #expect(part.string("lines.0.shipped_qty") == "2.0000")
    let excess = try shop.client.post(
      "/order/ship", ["order_no": number, "lines": [["sku_id": tea.sku, "qty": 2]]])
    #expect(excess.status == 409 && excess.error == "order.over_shipment", "\(excess.http.text)")
    let rest = try shop.client.post("/order/ship", ["order_no": number])
    #expect(rest.string("status") == "shipped", "\(rest.http.text)")
    #expect(rest.string("lines.0.shipped_qty") == "3.0000")
    #expect(rest.string("lines.1.shipped_qty") == "1.0000")
    let nothing = try shop.client.post("/order/ship", ["order_no": number])
    #expect(nothing.error == "order.nothing_to_ship", "\(nothing.http.text)")
    #expect(try shop.level(cake) == StockFigures(99, locked: 0))
  }

  /// Parcels whose numbers are made here, of an order of which some goods came back.
  @Test func parcelsOfAPartlyRefundedOrder() throws {
    let goods = try shop.goods(price: "1")
    let number = try shop.order(goods, 5)
    #expect(try shop.pay(number, [("cash", "5")]).status == 200)
    try shop.wait(number, "stock_status", "issued")
    let one: [[String: Any]] = [["sku_id": goods.sku, "qty": 1]]
    let refund = try shop.client.post(
      "/order/refund",
      ["order_no": number, "refund_no": SalesCounter.name("r"), "lines": one] as [String: Any])
    #expect(refund.string("status") == "part_refunded", "\(refund.http.text)")
    for _ in 1...2 {
      let parcel = try shop.client.post(
        "/order/ship", ["order_no": number, "lines": one] as [String: Any])
      #expect(parcel.string("status") == "part_refunded", "\(parcel.http.text)")
      let row = try shop.client.get("/order/\(number)")
      #expect(parcel.int("version") == row.int("version"), "\(row.http.text)")
    }
    // The number that the next parcel would get is another one's.
    let version = try shop.client.get("/order/\(number)").int("version") ?? 0
    let other = try shop.order(goods, 1)
    #expect(try shop.pay(other, [("cash", "1")]).status == 200)
    let taken = try shop.client.post(
      "/order/ship", ["order_no": other, "ship_no": "\(number)-S\(version)"])
    #expect(taken.status == 200, "\(taken.http.text)")
    let refused = try shop.client.post("/order/ship", ["order_no": number])
    #expect(refused.status == 409 && refused.error == "document.conflict", "\(refused.http.text)")
    let named = try shop.client.post(
      "/order/ship", ["order_no": number, "ship_no": SalesCounter.name("p")])
    #expect(named.string("lines.0.shipped_qty") == "4.0000", "\(named.http.text)")
  }

  @Test func anotherPriceThanExpected() throws {
    let goods = try shop.goods(price: "9.90")
    var body = shop.body([(goods, 2)])
    body["expected_payable"] = "19.00"
    let refused = try shop.client.post("/order/create", body)
    #expect(refused.status == 409 && refused.error == "order.price_changed")
    #expect(refused.details.first?["payable"] as? String == "19.80", "\(refused.http.text)")
    #expect(try shop.level(goods) == StockFigures(100, locked: 0))
  }

  @Test func linesOfOneSKUAreOne() throws {
    let goods = try shop.goods(price: "0.0333")
    let created = try shop.client.post(
      "/order/create",
      [
        "channel": "POS", "store_id": shop.store,
        "lines": [["sku_id": goods.sku, "qty": 1], ["barcode": goods.barcode, "qty": "2.5"]],
      ])
    #expect((created.object["lines"] as? [Any])?.count == 1, "\(created.http.text)")
    #expect(created.string("lines.0.qty") == "3.5000")
    // 0.11655, rounded once.
    #expect(created.string("payable") == "0.12")
    #expect(try shop.level(goods).locked == Decimal(string: "3.5"))
  }

  @Test func cancellingGivesBack() throws {
    let goods = try shop.goods()
    let number = try shop.order(goods, 4)
    #expect(try shop.level(goods) == StockFigures(100, locked: 4))
    for _ in 1...2 {
      let cancelled = try shop.client.post(
        "/order/cancel", ["order_no": number, "reason": "改主意"])
      #expect(cancelled.status == 200, "\(cancelled.http.text)")
      #expect(cancelled.string("status") == "cancelled")
      #expect(cancelled.string("stock_status") == "released")
      #expect(cancelled.string("cancel_reason") == "改主意")
    }
    #expect(try shop.level(goods) == StockFigures(100, locked: 0))
    let late = try shop.pay(number, [("cash", "39.60")])
    #expect(late.status == 409 && late.error == "order.cancelled", "\(late.http.text)")
    let shipped = try shop.client.post("/order/ship", ["order_no": number])
    #expect(shipped.status == 409 && shipped.error == "order.cancelled")
  }

  @Test func expiryGivesBack() throws {
    let goods = try shop.goods()
    let number = try shop.order(goods, 4)
    // The database's clock decides: a quarter of an hour passes for this order.
    try shop.stack.sql(
      "UPDATE sales_order SET expires_at = NOW(6) - INTERVAL 1 SECOND "
        + "WHERE order_no = '\(number)'")
    let late = try shop.pay(number, [("cash", "39.60")])
    #expect(late.status == 409 && late.error == "order.expired", "\(late.http.text)")
    try shop.wait(number, "status", "expired")
    #expect(try shop.client.get("/order/\(number)").string("stock_status") == "released")
    #expect(try shop.level(goods) == StockFigures(100, locked: 0))
    let cancelled = try shop.client.post("/order/cancel", ["order_no": number])
    #expect(cancelled.status == 409 && cancelled.error == "order.expired")
    #expect(
      try shop.stack.sql(
        "SELECT COUNT(*) FROM sales_payment p JOIN sales_order o ON o.order_id = p.order_id "
          + "WHERE o.order_no = '\(number)'") == [["0"]])
  }

  @Test func payingTwice() throws {
    let goods = try shop.goods(price: "10")
    let number = try shop.order(goods, 2)
    let wrong = try shop.pay(number, [("cash", "19.99")])
    #expect(wrong.status == 409 && wrong.error == "order.amount_mismatch", "\(wrong.http.text)")
    #expect(wrong.details.first?["payable"] as? String == "20.00")
    #expect(wrong.details.first?["paid"] as? String == "19.99")
    let first = try shop.pay(number, [("cash", "15"), ("card", "5")])
    #expect(first.status == 200, "\(first.http.text)")
    let again = try shop.pay(number, [("cash", "15.00"), ("card", "5.0")])
    #expect(again.status == 200 && again.string("paid_at") == first.string("paid_at"))
    #expect(again.dataTextWithoutStock == first.dataTextWithoutStock)
    let other = try shop.pay(number, [("cash", "20")])
    #expect(other.status == 409 && other.error == "order.already_paid", "\(other.http.text)")
    let cancelled = try shop.client.post("/order/cancel", ["order_no": number])
    #expect(cancelled.status == 409 && cancelled.error == "order.already_paid")
    try shop.wait(number, "stock_status", "issued")
    #expect(try shop.level(goods) == StockFigures(98, locked: 0))
  }

  @Test func nothingToPayIsPaidWithNothing() throws {
    let goods = try shop.goods(price: "0")
    let number = try shop.order(goods, 2)
    let paid = try shop.pay(number, [])
    #expect(paid.status == 200 && paid.string("payable") == "0.00", "\(paid.http.text)")
    try shop.wait(number, "stock_status", "issued")
    #expect(try shop.level(goods) == StockFigures(98, locked: 0))
  }
}

extension APIAnswer {
  /// The order but for what the stock consumer changes meanwhile.
  fileprivate var dataTextWithoutStock: String {
    dataText.replacingOccurrences(
      of: "\"stock_status\":\"issued\"", with: "\"stock_status\":\"locked\"")
  }
}
