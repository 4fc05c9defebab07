import Foundation
import StackKit
import Testing

/// Aim: promotions come, go and are refused as clients expect.
@Suite struct PromoLifeTests {
  let counter: PromoCounter

  init() throws { counter = try PromoCounter() }

  @Test func createdReadAndListed() throws {
    let body = counter.body(
      "full_reduction", ["tiers": [["threshold": "100", "reduce": "5.5"]]],
      ["stackable": true, "exclusive_group": "五一", "usage_limit": 10, "per_member_limit": 1])
    let made = try counter.client.post("/promo/create", body)
    #expect(made.status == 201, "\(made.http.text)")
    let id = try #require(made.int("promo_id"))
    #expect(made.string("status") == "enabled" && made.int("priority") == 100)
    #expect(made.string("rule.tiers.0.reduce") == "5.50" && made["rule.every"] as? Bool == false)
    #expect(made["scope.store_ids"] as? [Int] == [counter.store])
    #expect(made["scope.sku_ids"] as? [Int] == [])
    #expect(made.int("usage_limit") == 10 && made.string("exclusive_group") == "五一")
    #expect(try counter.client.get("/promo/\(id)").dataText == made.dataText)
    let newest = try counter.client.get("/promo/list?type=full_reduction&status=enabled&size=200")
    #expect(newest.items.contains { $0["promo_id"] as? Int == id }, "\(newest.http.text)")
    let gone = try counter.client.get("/promo/9007199254740991")
    #expect(gone.status == 404 && gone.error == "promo.not_found")
  }

  /// The highest tier that is reached counts, wherever it stands in the request.
  @Test func tiersInAnyOrder() throws {
    let sku = try counter.sku("10")
    let id = try counter.promote(
      "full_reduction",
      ["tiers": [["threshold": 20, "reduce": 5], ["threshold": 10, "reduce": 1]]])
    let stored = try counter.client.get("/promo/\(id)")
    #expect(stored.string("rule.tiers.0.threshold") == "10.00")
    for (quantity, discount) in [(1, "1.00"), (2, "5.00")] {
      #expect(try counter.calculate([(sku, quantity)]).string("discount") == discount)
    }
  }

  /// Disabled and enabled are seen at once by the process that did it, and within a second by all.
  @Test func disabledAndEnabledAgain() throws {
    let sku = try counter.sku("10")
    let id = try counter.promote("discount", ["rate": "0.5"])
    #expect(try counter.calculate([(sku, 1)]).applied == [id])
    for (call, status, applied) in [
      ("disable", "disabled", []), ("disable", "disabled", []), ("enable", "enabled", [id]),
      ("enable", "enabled", [id]),
    ] {
      let turned = try counter.client.post("/promo/\(call)", ["promo_id": id])
      #expect(turned.status == 200 && turned.string("status") == status, "\(turned.http.text)")
      #expect(try counter.calculate([(sku, 1)]).applied == applied)
    }
    #expect(try counter.client.get("/promo/\(id)").int("version") == 3)
    let unknown = try counter.client.post("/promo/disable", ["promo_id": 9_007_199_254_740_991])
    #expect(unknown.status == 404 && unknown.error == "promo.not_found")
  }

  /// What another process changes in the tables is seen within a second.
  @Test func changesOfOthersAreSeenWithinASecond() throws {
    let sku = try counter.sku("10")
    let id = try counter.promote("discount", ["rate": "0.5"])
    #expect(try counter.calculate([(sku, 1)]).applied == [id])
    try counter.shop.stack.sql(
      """
      START TRANSACTION; UPDATE promotion SET status = 'disabled' WHERE promo_id = \(id); \
      UPDATE promotion_version SET version = version + 1; COMMIT
      """)
    let end = Date().addingTimeInterval(1)
    var applied = [id]
    while applied == [id], Date() < end {
      applied = try counter.calculate([(sku, 1)]).applied
    }
    #expect(applied.isEmpty)
  }

  /// What ended long ago is no longer looked at, but by a price of that time.
  @Test func historyIsLeftAlone() throws {
    let (sku, day) = (try counter.sku("10"), 86_400.0)
    let id = try counter.promote(
      "discount", ["rate": "0.5"],
      ["starts_at": PromoCounter.time(-5 * day), "ends_at": PromoCounter.time(-3 * day)])
    let now = try counter.calculate([(sku, 1)])
    #expect(now.applied.isEmpty && now.reason(id) == nil, "\(now.http.text)")
    let then = try counter.calculate([(sku, 1)], ["at": PromoCounter.time(-4 * day)])
    #expect(then.applied == [id], "\(then.http.text)")
    let after = try counter.calculate([(sku, 1)], ["at": PromoCounter.time(-2.5 * day)])
    #expect(after.reason(id) == "ended", "\(after.http.text)")
  }

  @Test func usedUpLimits() throws {
    let sku = try counter.sku("10")
    let (mine, other) = (try counter.member(), try counter.member())
    let id = try counter.promote(
      "discount", ["rate": "0.5"], ["usage_limit": 2, "per_member_limit": 1])
    func use(_ member: Int) throws {
      try counter.shop.stack.sql(
        """
        INSERT INTO promotion_counter VALUES (\(id), \(member), 1, 2) \
        ON DUPLICATE KEY UPDATE used = used + 1
        """)
    }
    try use(0)
    try use(mine)
    let used = try counter.calculate([(sku, 1)], ["member_id": mine])
    #expect(used.reason(id) == "member_limit", "\(used.http.text)")
    #expect(try counter.calculate([(sku, 1)], ["member_id": other]).applied == [id])
    #expect(try counter.calculate([(sku, 1)]).applied == [id])
    try use(0)
    #expect(try counter.calculate([(sku, 1)], ["member_id": other]).reason(id) == "usage_limit")
    // The audit of the same stack looks at these counters.
    try counter.shop.stack.sql("DELETE FROM promotion_counter WHERE promo_id = \(id)")
  }

  @Test func everyFaultAtOnce() throws {
    let answer = try counter.client.post(
      "/promo/create",
      [
        "type": "full_reduction", "starts_at": PromoCounter.time(10),
        "ends_at": PromoCounter.time(5), "colour": "red", "usage_limit": 0,
        "rule": [
          "rate": "0.8",
          "tiers": [
            ["threshold": 100, "reduce": 0], ["threshold": 100, "reduce": 5],
            ["threshold": "1.001", "reduce": 5],
          ],
        ], "scope": ["sku_ids": ["1"], "shops": [1]],
      ])
    #expect(answer.status == 400 && answer.error == "request.invalid")
    let fields = Set(answer.details.compactMap { $0["field"] as? String })
    #expect(
      fields.isSuperset(of: [
        "name", "ends_at", "colour", "usage_limit", "rule.rate", "rule.tiers[0].reduce",
        "rule.tiers[1].threshold", "rule.tiers[2].threshold", "scope.sku_ids[0]", "scope.shops",
      ]), "\(answer.http.text)")
  }

  @Test(arguments: [
    ("discount", #"{"rate":"1"}"#, "rule.rate"), ("discount", #"{"rate":0}"#, "rule.rate"),
    ("discount", #"{}"#, "rule.rate"), ("bundle", #"{"components":[]}"#, "rule.price"),
    (
      "bundle", #"{"components":[{"sku_id":1,"qty":1},{"sku_id":1,"qty":2}],"price":1}"#,
      "rule.components[1].sku_id"
    ),
    (
      "full_reduction",
      #"{"every":true,"tiers":[{"threshold":1,"reduce":1},{"threshold":2,"reduce":1}]}"#,
      "rule.tiers"
    ),
    (
      "full_reduction", #"{"every":true,"tiers":[{"threshold":0,"reduce":1}]}"#,
      "rule.tiers[0].threshold"
    ),
    ("buy_gift", #"{"sku_id":1,"buy_qty":1,"gift_sku_id":2}"#, "rule.gift_qty"),
    ("special_price", #"{"prices":[{"sku_id":1,"price":-1}]}"#, "rule.prices[0].price"),
  ])
  func faultyRules(_ type: String, _ rule: String, _ field: String) throws {
    let parsed = try JSONSerialization.jsonObject(with: Data(rule.utf8)) as? [String: Any]
    let answer = try counter.client.post("/promo/create", counter.body(type, parsed ?? [:]))
    #expect(answer.status == 400, "\(answer.http.text)")
    let fields = answer.details.compactMap { $0["field"] as? String }
    #expect(fields.contains(field), "\(fields)")
  }

  @Test func unknownGoods() throws {
    let none = 9_007_199_254_740_991
    let rule = counter.body("special_price", ["prices": [["sku_id": none, "price": 1]]])
    let answer = try counter.client.post("/promo/create", rule)
    #expect(answer.status == 404 && answer.error == "promo.sku_not_found", "\(answer.http.text)")
    let scope = counter.body("discount", ["rate": "0.9"], ["scope": ["category_ids": [none]]])
    #expect(try counter.client.post("/promo/create", scope).error == "promo.category_not_found")
    let nobody = try counter.calculate([(try counter.sku("1"), 1)], ["member_id": none])
    #expect(nobody.status == 404 && nobody.error == "promo.member_not_found")
    let basket = try counter.calculate([(none, 1)])
    #expect(basket.status == 404 && basket.error == "promo.sku_not_found")
    #expect(basket.details.first?["field"] as? String == "lines[0].sku_id")
  }

  /// With a key the answer is kept like that of every other POST.
  @Test func aPriceAskedTwice() throws {
    let sku = try counter.sku("10")
    let id = try counter.promote("discount", ["rate": "0.5"])
    let key = SalesCounter.name("k")
    let body: [String: Any] = [
      "channel": "POS", "store_id": counter.store, "lines": [["sku_id": sku, "qty": 1]],
    ]
    let first = try counter.client.post("/promo/calc", body, key: key)
    #expect(first.applied == [id], "\(first.http.text)")
    _ = try counter.client.post("/promo/disable", ["promo_id": id])
    let again = try counter.client.post("/promo/calc", body, key: key)
    #expect(again.dataText == first.dataText)
    #expect(again.http.header("Idempotency-Replayed") == "true")
    #expect(try counter.client.post("/promo/calc", body).applied.isEmpty)
  }
}
