import Foundation
import StackKit
import Testing

/// Aim: a refusal tells what is wrong by what the caller typed and sees, in the caller's language.
@Suite(.serialized) struct PlainRefusalTests {
  let shop: SalesCounter

  init() throws { shop = try SalesCounter() }

  private func expectShort(_ answer: APIAnswer, _ sku: Int, line: Int, _ what: String) {
    #expect(answer.error == "stock.insufficient", "\(what): \(answer.http.text)")
    #expect(answer.details.count == 1)
    let detail = answer.details.first ?? [:]
    #expect(
      Set(detail.keys)
        == ["line_no", "sku_id", "name", "warehouse_id", "requested", "available", "gift"])
    #expect(detail["line_no"] as? Int == line, "\(what)")
    #expect(detail["sku_id"] as? Int == sku)
    #expect(detail["name"] as? String == "商品")
    #expect(detail["warehouse_id"] as? Int == 1)
    #expect(detail["requested"] as? String == "2.0000")
    #expect(detail["available"] as? String == "0.0000")
    #expect(detail["gift"] as? Bool == false)
  }

  /// Twice: the second refusal may come from the gate, which asks no database.
  @Test func whatIsShortHasALineAndAName() throws {
    let (plenty, none) = (try shop.goods(), try shop.goods(stock: 0))
    let lines = [["sku_id": plenty.sku, "qty": 1], ["sku_id": none.sku, "qty": 2]]
    let warehouse = try shop.client.post(
      "/stock/warehouse/create", ["code": SalesCounter.name("w"), "name": "仓库"])
    for _ in 1...2 {
      let number = SalesCounter.name("n")
      for (path, body) in [
        ("/order/create", shop.body([(plenty, 1), (none, 2)])),
        ("/stock/lock", ["ref_no": number, "lines": lines]),
        ("/stock/out", ["ref_type": "manual", "ref_no": number, "lines": lines]),
        (
          "/stock/transfer",
          [
            "ref_no": number, "from_warehouse_id": 1,
            "to_warehouse_id": try #require(warehouse.int("warehouse_id")), "lines": lines,
          ]
        ),
      ] as [(String, [String: Any])] {
        expectShort(try shop.client.post(path, body), none.sku, line: 2, path)
      }
    }
  }

  /// A gift that is short with the goods is told as one.
  @Test func aGiftIsToldAsOne() throws {
    let (goods, gift) = (try shop.goods(stock: 0), try shop.goods(stock: 0))
    let promotion = try shop.client.post(
      "/promo/create",
      [
        "name": "买赠", "type": "buy_gift", "priority": 1, "starts_at": "2020-01-01T00:00:00Z",
        "ends_at": "2099-01-01T00:00:00Z", "scope": ["store_ids": [shop.store]],
        "rule": ["sku_id": goods.sku, "buy_qty": 1, "gift_sku_id": gift.sku, "gift_qty": 1],
      ] as [String: Any])
    #expect(promotion.status == 201, "\(promotion.http.text)")
    // Every process knows of a promotion within a second; until then the goods alone are short.
    var gifts: [[String: Any]] = []
    let isTold = try comesTrue {
      let answer = try shop.client.post("/order/create", shop.body([(goods, 1)]))
      #expect(answer.error == "stock.insufficient", "\(answer.http.text)")
      gifts = answer.details.filter { $0["gift"] as? Bool == true }
      return !gifts.isEmpty
    }
    #expect(isTold && gifts.map { $0["sku_id"] as? Int } == [gift.sku])
    #expect(gifts.first?["line_no"] is NSNull && gifts.first?["name"] as? String == "商品")
  }

  @Test func aMissingPermissionIsNamed() throws {
    let clerk = try shop.employee("store_clerk")
    let answer = try clerk.post("/stock/in", [:] as [String: Any])
    #expect(answer.status == 403)
    #expect(answer.details.map { $0["permission"] as? String } == ["stock.in"])
  }

  @Test(arguments: [("/order/create", "application/json"), ("/item/import", "text/csv")])
  func theTypeIsNamed(_ path: String, _ expected: String) throws {
    let answer = APIAnswer(
      try shop.client.http.send(
        "POST", path,
        headers: [
          ("Authorization", "Bearer \(shop.client.token ?? "")"), ("Content-Type", "text/html"),
        ], body: Array("{}".utf8)))
    #expect(answer.error == "media_type.unsupported", "\(answer.http.text)")
    #expect((answer.details.first?["expected"] as? String)?.contains(expected) == true)
  }

  /// Not a column's type, and not one language in the other.
  @Test func theLargestNumberIsTold() throws {
    let goods = try shop.goods()
    let body: [String: Any] = [
      "channel": "POS", "store_id": shop.store,
      "lines": [["sku_id": goods.sku, "qty": "100000000000000"]],
    ]
    for (language, text) in [
      ("en", "must be ≤ 99999999999999.9999"), ("zh", "取值范围：≤ 99999999999999.9999"),
    ] {
      shop.client.language = language
      let answer = try shop.client.post("/order/create", body)
      #expect(answer.error == "request.invalid")
      #expect(answer.details.first?["field"] as? String == "lines[0].qty")
      #expect(answer.details.first?["reason"] as? String == text)
    }
  }

  @Test func aReplayedRefusalSpeaksTheCallersLanguage() throws {
    let goods = try shop.goods(stock: 0)
    let (key, body) = (SalesCounter.name("k"), shop.body([(goods, 2)]))
    for (language, text) in [("zh", "库存不足。"), ("en", "Not enough stock."), ("zh", "库存不足。")] {
      shop.client.language = language
      #expect(try shop.client.post("/order/create", body, key: key).message == text)
    }
  }
}
