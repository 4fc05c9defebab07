import Foundation
import StackKit
import Testing

/// Aim: the five types do what the contract says, through the front door.
@Suite struct PromoScenarioTests {
  let counter: PromoCounter

  init() throws { counter = try PromoCounter() }

  @Test func aFullReductionIsSharedToTheCent() throws {
    let skus = try (0..<3).map { _ in try counter.sku("33.33") }
    let promotion = try counter.promote(
      "full_reduction", ["tiers": [["threshold": "99", "reduce": "10"]]])
    let answer = try counter.calculate(skus.map { ($0, 1) })
    #expect(answer.status == 200, "\(answer.http.text)")
    #expect(answer.string("original") == "99.99")
    #expect(answer.string("discount") == "10.00" && answer.string("payable") == "89.99")
    let shares = (0..<3).map { answer.string("lines.\($0).discount") }
    #expect(shares == ["3.34", "3.33", "3.33"])
    #expect(answer.applied == [promotion] && answer["exhaustive"] as? Bool == true)
    // The cent stays with the earlier line, whichever that is.
    let other = try counter.calculate(skus.reversed().map { ($0, 1) })
    #expect(other.string("lines.0.discount") == "3.34" && other.int("lines.0.sku_id") == skus[2])
  }

  @Test func everyHundredAgain() throws {
    let sku = try counter.sku("125")
    _ = try counter.promote(
      "full_reduction", ["tiers": [["threshold": 100, "reduce": 7]], "every": true])
    #expect(try counter.calculate([(sku, 2)]).string("discount") == "14.00")
    #expect(try counter.calculate([(sku, "0.4")]).string("discount") == "0.00")
  }

  @Test func specialPricesBundlesAndGifts() throws {
    let (bread, milk, honey) = (try counter.sku("8"), try counter.sku("6"), try counter.sku("30"))
    let special = try counter.promote(
      "special_price", ["prices": [["sku_id": bread, "price": "6.5"]]], ["stackable": true])
    let bundle = try counter.promote(
      "bundle",
      [
        "components": [["sku_id": bread, "qty": 1], ["sku_id": milk, "qty": 2]],
        "price": "15",
      ], ["stackable": true])
    let gift = try counter.promote(
      "buy_gift", ["sku_id": milk, "buy_qty": 3, "gift_sku_id": honey, "gift_qty": 1],
      ["stackable": true])
    let answer = try counter.calculate([(bread, 3), (milk, 4)])
    // 24 + 24; bread falls to 19.50; two sets of 6.50 + 12 cost 30 instead of 37.
    #expect(answer.string("original") == "48.00", "\(answer.http.text)")
    #expect(answer.string("discount") == "11.50" && answer.string("payable") == "36.50")
    #expect(answer.applied == [special, bundle, gift])
    #expect(answer.int("gifts.0.sku_id") == honey && answer.string("gifts.0.qty") == "1.0000")
    #expect(answer.int("gifts.0.promo_id") == gift)
  }

  @Test func categoriesMeanAllBelow() throws {
    let top = try counter.category()
    let below = try counter.category(try counter.category(top))
    let (inside, outside) = (
      try counter.sku("10", category: below), try counter.sku("10", category: counter.category())
    )
    let promotion = try counter.promote(
      "discount", ["rate": "0.5"],
      ["scope": ["category_ids": [top], "store_ids": [counter.store]]])
    let answer = try counter.calculate([(inside, 1), (outside, 1)])
    #expect(answer.string("lines.0.discount") == "5.00", "\(answer.http.text)")
    #expect(answer.string("lines.1.discount") == "0.00")
    #expect(try counter.calculate([(outside, 1)]).reason(promotion) == "scope")
  }

  @Test func whyNot() throws {
    let sku = try counter.sku("10")
    let half = ["rate": "0.5"]
    let early = try counter.promote(
      "discount", half,
      ["starts_at": PromoCounter.time(3600), "ends_at": PromoCounter.time(7200)])
    let late = try counter.promote(
      "discount", half,
      ["starts_at": PromoCounter.time(-7200), "ends_at": PromoCounter.time(-3600)])
    let elsewhere = try counter.promote(
      "discount", half, ["scope": ["store_ids": [9_007_199_254_740_991]]])
    let online = try counter.promote(
      "discount", half, ["scope": ["channels": ["WEB"], "store_ids": [counter.store]]])
    let gold = try counter.promote(
      "discount", half, ["scope": ["member_levels": [3], "store_ids": [counter.store]]])
    let dear = try counter.promote(
      "full_reduction", ["tiers": [["threshold": 1000, "reduce": 900]]])
    let small = try counter.promote("discount", ["rate": "0.95"])
    let best = try counter.promote("discount", ["rate": "0.9"])
    let answer = try counter.calculate([(sku, 1)])
    #expect(answer.applied == [best], "\(answer.http.text)")
    let reasons = [early, late, elsewhere, online, gold, dear, small, best].map(answer.reason)
    #expect(
      reasons == [
        "not_started", "ended", nil, "channel", "member_level", "no_effect", "not_best", nil,
      ])
    #expect(try counter.calculate([(sku, 1)], ["channel": "WEB"]).applied == [online])
    let then = try counter.calculate([(sku, 1)], ["at": PromoCounter.time(5400)])
    #expect(then.applied == [early], "\(then.http.text)")
  }

  @Test func membersOfALevel() throws {
    let (sku, member) = (try counter.sku("10"), try counter.member())
    let level = try #require(counter.client.get("/member/\(member)").int("level"))
    let scope: [String: Any] = ["store_ids": [counter.store], "member_levels": [level]]
    let promotion = try counter.promote("discount", ["rate": "0.5"], ["scope": scope])
    #expect(try counter.calculate([(sku, 1)], ["member_id": member]).applied == [promotion])
    #expect(try counter.calculate([(sku, 1)]).reason(promotion) == "member_level")
  }

  /// A promotion holds from its first microsecond to before its last.
  @Test func toTheMicrosecond() throws {
    let sku = try counter.sku("10")
    let promotion = try counter.promote(
      "discount", ["rate": "0.5"],
      [
        "starts_at": "2026-05-01T08:00:00.000001+08:00",
        "ends_at": "2026-05-01T00:00:00.000003Z",
      ])
    let outcomes = try (0...3).map { microsecond in
      try counter.calculate(
        [(sku, 1)], ["at": "2026-05-01T00:00:00.00000\(microsecond)Z"]
      ).reason(promotion)
    }
    #expect(outcomes == ["not_started", nil, nil, "ended"])
  }
}
