import Foundation
import StackKit
import Testing

/// Aim: what is counted in pieces is neither sold, moved, bought nor made in parts.
@Suite(.serialized) struct WholePieceTests {
  let shop: SalesCounter
  var client: APIClient { shop.client }

  init() throws { shop = try SalesCounter() }

  private func sku(_ unit: String, price: String = "10") throws -> Int {
    let answer = try client.post(
      "/item/create",
      [
        "name": "玻璃杯", "base_unit": unit,
        "skus": [
          [
            "price": price,
            "units": [["unit": "箱", "factor": "2.5", "barcode": SalesCounter.name("b")]],
          ]
        ],
      ])
    return try #require(answer.int("skus.0.sku_id"), "\(answer.http.text)")
  }

  /// Whether the answer is the 400 that names a quantity.
  private func isRefused(_ answer: APIAnswer, _ field: String = "lines[0].qty") -> Bool {
    answer.status == 400 && answer.details.contains { $0["field"] as? String == field }
  }

  @Test func halfAPieceIsRefusedWhereverGoodsAreNamed() throws {
    let (glass, rope) = (try sku("个"), try sku("m"))
    func lines(_ sku: Int) -> [[String: Any]] { [["sku_id": sku, "qty": "0.5"]] }
    func calls(_ sku: Int) -> [(String, [String: Any])] {
      let number = SalesCounter.name("n")
      return [
        ("/stock/in", ["ref_type": "manual", "ref_no": number, "lines": lines(sku)]),
        ("/stock/lock", ["ref_no": number, "lines": lines(sku)]),
        ("/stock/unlock", ["ref_no": number]),
        ("/promo/calc", ["channel": "POS", "store_id": shop.store, "lines": lines(sku)]),
        ("/order/create", ["channel": "POS", "store_id": shop.store, "lines": lines(sku)]),
        ("/stock/in", ["ref_type": "manual", "ref_no": number + "2", "lines": lines(sku)]),
        ("/stock/out", ["ref_type": "manual", "ref_no": number, "lines": lines(sku)]),
      ]
    }
    for (path, body) in calls(rope) {
      let answer = try client.post(path, body)
      #expect((200...201).contains(answer.status), "\(path) \(answer.http.text)")
    }
    for (path, body) in calls(glass) where path != "/stock/unlock" {
      let answer = try client.post(path, body)
      #expect(isRefused(answer), "\(path) \(answer.http.text)")
    }
    let made = try client.post("/mo/create", ["sku_id": glass, "qty": "0.5"])
    #expect(made.status != 201)
  }

  @Test func aPackIsWholeAndMustBeWholePieces() throws {
    let glass = try sku("个")
    let item = try client.get("/item/sku/\(glass)")
    let code = try #require(item.string("units.0.barcode"))
    _ = try client.post(
      "/stock/in",
      ["ref_type": "manual", "ref_no": code, "lines": [["sku_id": glass, "qty": 100]]])
    func order(_ quantity: Any) throws -> APIAnswer {
      try client.post(
        "/order/create",
        [
          "channel": "POS", "store_id": shop.store,
          "lines": [["barcode": code, "qty": quantity]],
        ])
    }
    #expect(isRefused(try order("0.4")))
    #expect(isRefused(try order(1)))
    #expect(try order(2).status == 201)
  }

  @Test func whatCostsNothingIsNoLine() throws {
    let gold = try sku("g", price: "10")
    _ = try client.post(
      "/stock/in",
      [
        "ref_type": "manual", "ref_no": SalesCounter.name("n"),
        "lines": [["sku_id": gold, "qty": 1]],
      ])
    for path in ["/order/create", "/promo/calc"] {
      func answer(_ quantity: String) throws -> APIAnswer {
        try client.post(
          path,
          [
            "channel": "POS", "store_id": shop.store,
            "lines": [["sku_id": gold, "qty": quantity]],
          ])
      }
      #expect(isRefused(try answer("0.0004")))
      #expect(try answer("0.0005").string("payable") == "0.01")
    }
  }

  @Test func unitsAreListedMadeAndChanged() throws {
    let list = try client.get("/item/unit/list")
    let units = list.items
    func decimals(_ unit: String) -> Int? {
      units.first { $0["unit"] as? String == unit }?["decimals"] as? Int
    }
    #expect(decimals("个") == 0 && decimals("pcs") == 4, "\(list.http.text)")
    let name = String(SalesCounter.name("u").suffix(18))
    let made = try client.post(
      "/item/unit/create", ["unit": name, "title": ["zh": "捆"], "decimals": 2])
    #expect(made.status == 201 && made.string("title.zh") == "捆", "\(made.http.text)")
    #expect(try client.post("/item/unit/create", ["unit": name, "decimals": 0]).status == 409)
    let wood = try sku(name)
    let path = "/item/unit/\(ItemActor.escape(name))"
    // Nobody uses the goods yet.
    #expect(try client.put(path, ["decimals": 1, "version": 1]).int("decimals") == 1)
    #expect(try client.put(path, ["decimals": 3, "version": 1]).status == 412)
    #expect(try client.put(path, ["decimals": 3, "version": 2]).int("version") == 3)
    _ = try client.post(
      "/stock/in",
      [
        "ref_type": "manual", "ref_no": SalesCounter.name("n"),
        "lines": [["sku_id": wood, "qty": "1.125"]],
      ])
    let fewer = try client.put(path, ["decimals": 0, "version": 3])
    #expect(fewer.status == 409 && fewer.error == "item.unit_in_use", "\(fewer.http.text)")
    #expect(try client.put(path, ["decimals": 4, "version": 3]).int("decimals") == 4)
  }
}
