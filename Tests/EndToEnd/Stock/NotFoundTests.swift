import Foundation
import StackKit
import Testing

/// Aim: all that is not found, or not there in that number, is told at once, with where the request
/// names it.
@Suite struct NotFoundTests {
  static let none = [9_007_199_254_740_001, 9_007_199_254_740_002]
  let shop: SalesCounter
  let goods: SalesCounter.Goods

  init() throws {
    shop = try SalesCounter()
    goods = try shop.goods()
  }

  private func lines(_ more: [String: Any] = [:]) -> [[String: Any]] {
    [Self.none[0], goods.sku, Self.none[1]].map {
      ["sku_id": $0, "qty": 1].merging(more) { $1 }
    }
  }

  private func fields(_ answer: APIAnswer) -> [String] {
    #expect(answer.status == 404, "\(answer.http.text)")
    return answer.details.map { $0["field"] as? String ?? "?" }
  }

  @Test func goodsOfDocuments() throws {
    let supplier = try shop.client.post(
      "/po/supplier/create", ["code": SalesCounter.name("v"), "name": "供应商"])
    let calls: [(String, [String: Any])] = [
      ("/stock/in", ["ref_type": "manual", "lines": lines()]),
      ("/stock/out", ["ref_type": "manual", "lines": lines()]),
      ("/stock/lock", ["lines": lines()]),
      (
        "/stock/count",
        [
          "lines": [Self.none[0], goods.sku, Self.none[1]].map {
            ["sku_id": $0, "counted_qty": 1]
          }
        ]
      ),
      (
        "/po/create",
        ["supplier_id": try #require(supplier.int("supplier_id")), "lines": lines(["price": 1])]
      ),
    ]
    for (path, body) in calls {
      var body = body
      if path != "/po/create" { body["ref_no"] = SalesCounter.name("n") }
      let answer = try shop.client.post(path, body)
      #expect(fields(answer) == ["lines[0].sku_id", "lines[2].sku_id"], "\(answer.http.text)")
      #expect(answer.details.compactMap { $0["sku_id"] as? Int } == Self.none)
    }
    let bill = try shop.client.post(
      "/mo/bom/template/create",
      ["sku_id": Self.none[0], "version": "1", "components": lines()])
    #expect(
      fields(bill) == ["sku_id", "components[0].sku_id", "components[2].sku_id"],
      "\(bill.http.text)")
  }

  @Test func warehousesOfATransfer() throws {
    let answer = try shop.client.post(
      "/stock/transfer",
      [
        "ref_no": SalesCounter.name("t"), "from_warehouse_id": Self.none[0],
        "to_warehouse_id": Self.none[1], "lines": [["sku_id": goods.sku, "qty": 1]],
      ])
    #expect(fields(answer) == ["from_warehouse_id", "to_warehouse_id"], "\(answer.http.text)")
  }

  /// Barcodes and ids alike.
  @Test func goodsOfAnOrder() throws {
    var body = shop.body([(goods, 1)])
    body["lines"] = [
      ["barcode": SalesCounter.name("x"), "qty": 1], ["sku_id": goods.sku, "qty": 1],
      ["sku_id": Self.none[0], "qty": 1],
    ]
    let answer = try shop.client.post("/order/create", body)
    #expect(fields(answer) == ["lines[0]", "lines[2]"], "\(answer.http.text)")
  }

  @Test func whatIsShort() throws {
    let scarce = try shop.goods(stock: 2)
    var body = shop.body([(goods, 1)])
    body["lines"] = [["sku_id": goods.sku, "qty": 1], ["barcode": scarce.barcode, "qty": 3]]
    let answers = [
      try shop.client.post("/order/create", body),
      try shop.client.post(
        "/stock/lock",
        [
          "ref_no": SalesCounter.name("k"),
          "lines": [["sku_id": goods.sku, "qty": 1], ["sku_id": scarce.sku, "qty": 3]],
        ]),
    ]
    for answer in answers {
      #expect(answer.error == "stock.insufficient", "\(answer.http.text)")
      #expect(answer.details.count == 1)
      let detail = answer.details.first ?? [:]
      #expect(detail["line_no"] as? Int == 2 && detail["sku_id"] as? Int == scarce.sku)
      #expect(detail["name"] as? String == "商品" && detail["warehouse_id"] as? Int == 1)
      #expect(detail["requested"] as? String == "3.0000", "\(answer.http.text)")
      #expect(detail["available"] as? String == "2.0000" && detail["gift"] as? Bool == false)
    }
  }

  @Test func linesOfARefund() throws {
    let number = try shop.order(goods, 1)
    #expect(try shop.pay(number, [("cash", "9.90")]).status == 200)
    let answer = try shop.client.post(
      "/order/refund",
      [
        "order_no": number, "refund_no": SalesCounter.name("r"),
        "lines": [7, 1, 9].map { ["line_no": $0, "qty": 1] },
      ])
    #expect(answer.error == "order.line_not_found", "\(answer.http.text)")
    #expect(answer.details.compactMap { $0["line_no"] as? Int } == [7, 9])
  }

  @Test func whatAPromotionNames() throws {
    let promotion: [String: Any] = [
      "name": "促销", "type": "discount", "rule": ["rate": "0.9"],
      "starts_at": "2020-01-01T00:00:00Z", "ends_at": "2999-01-01T00:00:00Z",
      "scope": ["sku_ids": Self.none, "category_ids": Self.none],
    ]
    let answer = try shop.client.post("/promo/create", promotion)
    #expect(answer.error == "promo.sku_not_found", "\(answer.http.text)")
    #expect(
      fields(answer) == ["scope.sku_ids", "scope.sku_ids"]
        + ["scope.category_ids", "scope.category_ids"])
    let manager = try shop.employee("store_manager")
    var elsewhere = promotion
    elsewhere["scope"] = ["store_ids": [shop.store] + Self.none]
    let refused = try manager.post("/promo/create", elsewhere)
    #expect(refused.error == "promo.store_not_found", "\(refused.http.text)")
    #expect(refused.details.compactMap { $0["store_id"] as? Int } == Self.none)
  }
}
