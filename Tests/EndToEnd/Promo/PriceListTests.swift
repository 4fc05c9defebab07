import Foundation
import StackKit
import Testing

/// Aim: members pay by their level's list, nobody pays more than retail by a list, and a basket of
/// some moment has the prices, lists and promotions of that moment.
@Suite(.serialized) struct PriceListTests {
  let counter: PromoCounter
  var client: APIClient { counter.client }

  init() throws { counter = try PromoCounter() }

  private func set(
    _ sku: Int, _ list: String, _ price: String, _ more: [String: Any] = [:]
  ) throws {
    let body: [String: Any] = ["sku_id": sku, "price_list": list, "price": price]
    let answer = try client.post("/item/price/set", body.merging(more) { $1 })
    #expect(answer.status == 200, "\(answer.http.text)")
  }

  /// Price, retail price and list of the first line.
  private func line(_ answer: APIAnswer) -> [String?] {
    ["price", "retail_price", "price_list"].map { answer.string("lines.0.\($0)") }
  }

  @Test func aMemberPaysByTheLevelsList() throws {
    let (sku, member) = (try counter.sku("10"), try counter.member())
    func price() throws -> [String?] {
      line(try counter.calculate([(sku, 1)], ["member_id": member]))
    }
    #expect(try price() == ["10.0000", "10.0000", "retail"])
    try set(sku, "member", "8")
    try set(sku, "wholesale", "5")
    #expect(try price() == ["8.0000", "10.0000", "member"])
    #expect(line(try counter.calculate([(sku, 1)])) == ["10.0000", "10.0000", "retail"])
    try set(sku, "retail", "7")
    #expect(try price() == ["7.0000", "7.0000", "retail"])
    try set(sku, "member", "6", ["valid_to": PromoCounter.time(3600)])
    #expect(try price() == ["6.0000", "7.0000", "member"])
    let later = ["at": PromoCounter.time(7200), "member_id": member] as [String: Any]
    #expect(line(try counter.calculate([(sku, 1)], later)) == ["7.0000", "7.0000", "retail"])
    _ = try client.post(
      "/stock/in",
      [
        "ref_type": "manual", "ref_no": SalesCounter.name("n"),
        "lines": [["sku_id": sku, "qty": 9]],
      ])
    let order = try client.post(
      "/order/create",
      [
        "channel": "POS", "store_id": counter.store, "member_id": member,
        "lines": [["sku_id": sku, "qty": 2]],
      ])
    #expect(order.string("payable") == "12.00", "\(order.http.text)")
  }

  /// The own price of before, rows of lists by their times, promotions as they were switched.
  @Test func whatWasChangedSinceIsAsItWas() throws {
    let sku = try counter.sku("10")
    let promotion = try counter.promote("discount", ["rate": "0.5"])
    let before = try client.get("/item/sku/\(sku)")
    let id = try #require(before.int("item_id"))
    func now() throws -> String {
      let row = try counter.shop.stack.sql("SELECT DATE_FORMAT(NOW(6), '%Y-%m-%dT%H:%i:%s.%fZ')")
      return try #require(row.first?.first)
    }
    let then = try now()
    let changed = try client.put(
      "/item/\(id)", ["version": 1, "skus": [["sku_id": sku, "price": "20"]]])
    #expect(changed.status == 200, "\(changed.http.text)")
    _ = try client.post("/promo/disable", ["promo_id": promotion])
    let between = try now()
    _ = try client.post("/promo/enable", ["promo_id": promotion])
    let past = try counter.calculate([(sku, 1)], ["at": then])
    #expect(past.string("original") == "10.00" && past.applied == [promotion], "\(past.http.text)")
    let off = try counter.calculate([(sku, 1)], ["at": between])
    #expect(off.string("original") == "20.00" && off.applied.isEmpty, "\(off.http.text)")
    let present = try counter.calculate([(sku, 1)], ["at": PromoCounter.time(60)])
    #expect(present.string("payable") == "10.00" && present.applied == [promotion])
    // A list's row holds from its own beginning on.
    try set(sku, "retail", "3", ["valid_from": PromoCounter.time(3600)])
    let next = try counter.calculate([(sku, 1)], ["at": PromoCounter.time(3700)])
    #expect(next.string("original") == "3.00", "\(next.http.text)")
  }

  @Test func levelsSayTheirList() throws {
    let table = try client.get("/member/level/list")
    #expect(
      table.items.allSatisfy { $0["price_list"] as? String == "member" }, "\(table.http.text)")
  }
}
