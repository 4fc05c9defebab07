import Foundation
import Kernel
import StackKit
import TestKit
import Testing

/// A store with a promotion of each kind that refunds care for, and members with points and
/// coupons, who buy at random. One thread uses it.
final class RandomOrders {
  let shop: SalesCounter
  var random: SeededGenerator
  /// In the order in which lines name them: tea gives cups, the special costs a cent, cheese is
  /// weighed, a pen has an odd price, and a pin costs a cent.
  let goods: [SalesCounter.Goods]
  let cup: SalesCounter.Goods
  private let template: Int
  static let pointsOfEach = 40_000

  init(seed: UInt64) throws {
    shop = try SalesCounter()
    random = SeededGenerator(seed: seed)
    let stock = 10_000
    goods = try ["10.00", "100.00", "33.33", "0.99", "0.01"].map { [shop] price in
      try shop.goods(price: price, stock: stock)
    }
    cup = try shop.goods(price: "6.00", stock: stock)
    let made = try shop.client.post(
      "/member/coupon/template/create",
      [
        "name": "满 9 减 3.33", "type": "cash", "amount": "3.33", "threshold": "9",
        "valid_days": 7,
      ])
    template = try #require(made.int("template_id"), "\(made.http.text)")
    try promote("special_price", ["prices": [["sku_id": goods[1].sku, "price": "0.01"]]])
    try promote("discount", ["rate": "0.87"])
    try promote(
      "buy_gift",
      [
        "sku_id": goods[0].sku, "buy_qty": 2, "gift_sku_id": cup.sku, "gift_qty": 1,
        "repeat": true,
      ])
    // Every process knows of them within a second.
    usleep(1_100_000)
  }

  private func promote(_ type: String, _ rule: [String: Any]) throws {
    let made = try shop.client.post(
      "/promo/create",
      [
        "name": "促销 \(type)", "type": type, "rule": rule, "stackable": true,
        "scope": ["store_ids": [shop.store]], "starts_at": "2020-01-01T00:00:00Z",
        "ends_at": "2999-01-01T00:00:00Z",
      ])
    let id: Int = try #require(made.int("promo_id"), "\(made.http.text)")
    #expect(try shop.client.post("/promo/enable", ["promo_id": id]).status == 200)
  }

  func member() throws -> Int {
    let made = try shop.client.post(
      "/member/register", ["name": "会员", "phone": MemberDesk.phone()])
    let id: Int = try #require(made.int("member_id"), "\(made.http.text)")
    let given = try shop.client.post(
      "/member/point/change",
      [
        "member_id": id, "change": Self.pointsOfEach, "reason": "adjust",
        "ref_no": SalesCounter.name("p"),
      ])
    #expect(given.int("points") == Self.pointsOfEach, "\(given.http.text)")
    return id
  }

  private func coupon(_ member: Int) throws -> Int {
    let claimed = try shop.client.post(
      "/member/coupon", ["template_id": template, "member_id": member])
    return try #require(claimed.int("coupon_id"), "\(claimed.http.text)")
  }

  /// A quantity of the goods at that place: whole pieces, of cheese some part of a kilogram.
  private func quantity(_ place: Int) -> String {
    if place != 2 { return "\(Int.random(in: 1...5, using: &random))" }
    return
      "\(Int.random(in: 0...3, using: &random)).\(Int.random(in: 1_000...9_999, using: &random))"
  }

  /// Places an order for a member and pays it, in part with points.
  func buy(_ member: Int) throws -> RandomOrder {
    let places = (0..<Int.random(in: 1...6, using: &random)).map { _ in
      Int.random(in: 0..<goods.count, using: &random)
    }
    var body: [String: Any] = [
      "channel": "POS", "store_id": shop.store, "member_id": member,
      "lines": places.map {
        ["sku_id": goods[$0].sku, "qty": quantity($0)] as [String: Any]
      },
    ]
    if places.contains(where: { $0 == 0 || $0 == 2 }), Bool.random(using: &random) {
      body["coupon_id"] = try coupon(member)
    }
    if Bool.random(using: &random) { body["use_points"] = Int.random(in: 1...700, using: &random) }
    var placed = try shop.client.post("/order/create", body)
    // The coupon's threshold is not reached.
    if placed.status == 409 {
      body["coupon_id"] = nil
      placed = try shop.client.post("/order/create", body)
    }
    let number = try #require(placed.string("order_no"), "\(placed.http.text)")
    let payable = try cents(placed.string("payable"))
    let points = Bool.random(using: &random) ? Int.random(in: 0...payable, using: &random) / 2 : 0
    var tenders: [(method: String, amount: String)] = []
    if points > 0 { tenders.append(("points", money(points))) }
    if payable > points { tenders.append(("cash", money(payable - points))) }
    let paid = try shop.pay(number, tenders)
    #expect(paid.status == 200, "\(paid.http.text)")
    return try RandomOrder(paid, number: number, tenderPoints: points, tea: goods[0].sku)
  }

  private func money(_ cents: Int) -> String {
    "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
  }
}

/// `12.34` as 1234.
func cents(_ text: String?) throws -> Int {
  try Int(clamping: Money(parsing: try #require(text)).scaled)
}
