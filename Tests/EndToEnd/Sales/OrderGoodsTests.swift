import Foundation
import StackKit
import Testing

/// Aim: what stands in an order's lines: parts of units, services, goods that others order too.
@Suite struct OrderGoodsTests {
  let shop: SalesCounter

  init() throws { shop = try SalesCounter() }

  /// Sold by the half piece: the pieces are exact, or the line is at fault.
  @Test func aBarcodeOfAPartOfAUnit() throws {
    let half = SalesCounter.name("half")
    let sku: [String: Any] = [
      "price": "10", "units": [["unit": "半", "factor": "0.5", "barcode": half]],
    ]
    let item = try shop.client.post("/item/create", ["name": "西瓜", "skus": [sku]])
    let id = try #require(item.int("skus.0.sku_id"), "\(item.http.text)")
    _ = try shop.client.post(
      "/stock/in",
      [
        "ref_type": "opening", "ref_no": SalesCounter.name("o"),
        "lines": [["sku_id": id, "qty": 5]],
      ])
    func order(_ quantities: String...) throws -> APIAnswer {
      try shop.client.post(
        "/order/create",
        [
          "channel": "POS", "store_id": shop.store,
          "lines": quantities.map { ["barcode": half, "qty": $0] },
        ])
    }
    let refused = try order("1", "0.0001", "0.0003")
    #expect(refused.status == 400 && refused.error == "request.invalid", "\(refused.http.text)")
    let fields = refused.details.compactMap { $0["field"] as? String }
    #expect(fields == ["lines[1].qty", "lines[2].qty"], "\(refused.http.text)")
    let placed = try order("3", "0.0002")
    #expect(placed.string("lines.0.qty") == "1.5001", "\(placed.http.text)")
  }

  /// Also who may act for every store there is sells in none that there is not.
  @Test func aStoreThatIsNot() throws {
    let goods = try shop.goods(price: "1")
    var body = shop.body([(goods, 1)])
    body["store_id"] = 9_007_199_254_740_000
    let refused = try shop.client.post("/order/create", body)
    #expect(
      refused.status == 404 && refused.error == "order.store_not_found", "\(refused.http.text)")
    #expect(try shop.level(goods) == StockFigures(100, locked: 0))
  }

  /// The same delivery fee in every basket: no order waits for another one's.
  @Test func aServiceInEveryBasket() throws {
    let item = try shop.client.post(
      "/item/create", ["name": "运费", "kind": "service", "skus": [["price": "6"]]])
    let sku = try #require(item.int("skus.0.sku_id"), "\(item.http.text)")
    let fee = SalesCounter.Goods(sku: sku, barcode: "")
    #expect(try shop.client.post("/order/create", shop.body([(fee, 1)])).status == 201)
    let keeper = try RowKeeper(
      shop.stack, "SELECT has_stock FROM sku_usage WHERE sku_id = \(sku) FOR UPDATE")
    defer { try? keeper.letGo() }
    let placed = try shop.client.post("/order/create", shop.body([(fee, 2)]))
    #expect(placed.status == 201 && placed.string("payable") == "12.00", "\(placed.http.text)")
    #expect(try keeper.isThere)
  }
}
