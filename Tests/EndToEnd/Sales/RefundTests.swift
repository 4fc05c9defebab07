import Foundation
import StackKit
import Testing

/// Aim: what a refund gives back is what its lines bore: money, points, goods, gifts, no more.
@Suite struct RefundTests {
  private let shop: SalesCounter

  init() throws { shop = try SalesCounter() }

  private func promote(_ type: String, _ rule: [String: Any]) throws -> Int {
    let made = try shop.client.post(
      "/promo/create",
      [
        "name": "促销", "type": type, "rule": rule, "scope": ["store_ids": [shop.store]],
        "stackable": true, "starts_at": "2020-01-01T00:00:00Z",
        "ends_at": "2999-01-01T00:00:00Z",
      ])
    let id: Int = try #require(made.int("promo_id"), "\(made.http.text)")
    #expect(try shop.client.post("/promo/enable", ["promo_id": id]).status == 200)
    // Every process knows of it within a second.
    usleep(1_100_000)
    return id
  }

  private func place(
    _ lines: [(goods: SalesCounter.Goods, quantity: Int)], _ more: [String: Any] = [:]
  ) throws -> APIAnswer {
    let placed = try shop.client.post(
      "/order/create", shop.body(lines).merging(more) { $1 })
    #expect(placed.status == 201, "\(placed.http.text)")
    return placed
  }

  /// Placed and paid in cash; its number.
  private func sold(
    _ lines: [(goods: SalesCounter.Goods, quantity: Int)], _ more: [String: Any] = [:]
  ) throws -> String {
    let placed = try place(lines, more)
    let number = try #require(placed.string("order_no"))
    let paid = try shop.pay(number, [("cash", placed.string("payable") ?? "")])
    #expect(paid.status == 200, "\(paid.http.text)")
    return number
  }

  private func refund(_ number: String, _ lines: [[String: Any]]? = nil) throws -> APIAnswer {
    var body: [String: Any] = ["order_no": number, "refund_no": SalesCounter.name("r")]
    body["lines"] = lines
    return try shop.client.post("/order/refund", body)
  }

  private func member(points: Int) throws -> Int {
    let made = try shop.client.post(
      "/member/register",
      ["name": "会员", "phone": "1\(Int.random(in: 3_000_000_000...9_999_999_999))"])
    let id: Int = try #require(made.int("member_id"), "\(made.http.text)")
    let given = try shop.client.post(
      "/member/point/change",
      [
        "member_id": id, "change": points, "reason": "adjust", "ref_no": SalesCounter.name("p"),
      ])
    #expect(given.status == 200 || given.status == 201, "\(given.http.text)")
    return id
  }

  /// A special of a cent bears next to no points, whatever its list price.
  @Test func pointsByWhatTheLineBore() throws {
    let cheap = try shop.goods(price: "100.00")
    let other = try shop.goods(price: "50.00")
    _ = try promote("special_price", ["prices": [["sku_id": cheap.sku, "price": "0.01"]]])
    let member = try member(points: 2_000)
    let placed = try place(
      [(cheap, 1), (other, 1)], ["member_id": member, "use_points": 2_000])
    #expect(placed.string("lines.0.promo_discount") == "99.99", "\(placed.http.text)")
    #expect(placed.string("lines.0.points_discount") == "0.00")
    #expect(placed.string("lines.1.points_discount") == "20.00")
    #expect(placed.string("promo_discount") == "99.99")
    let number = try #require(placed.string("order_no"))
    #expect(try shop.pay(number, [("cash", "30.01")]).status == 200)
    let first = try refund(number, [["sku_id": cheap.sku, "qty": 1]])
    #expect(first.string("amount") == "0.01", "\(first.http.text)")
    #expect(first.int("points_returned") == 0)
    let last = try refund(number)
    #expect(last.string("amount") == "30.00" && last.int("points_returned") == 2_000)
    try expectCleanBooks()
  }

  /// Gifts that are no longer earned come back, or are charged; and what was charged comes back
  /// with them.
  @Test func giftsByTheirRule() throws {
    let tea = try shop.goods(price: "10.00")
    let cup = try shop.goods(price: "6.00")
    let promotion = try promote(
      "buy_gift",
      ["sku_id": tea.sku, "buy_qty": 2, "gift_sku_id": cup.sku, "gift_qty": 1, "repeat": true])
    let number = try sold([(tea, 4)])
    let order = try shop.client.get("/order/\(number)")
    #expect(order.int("gifts.0.line_no") == 2 && order.int("gifts.0.promo_id") == promotion)
    #expect(order.string("gifts.0.value") == "12.00", "\(order.http.text)")
    // The rule is frozen: the promotion's end changes nothing.
    #expect(try shop.client.post("/promo/disable", ["promo_id": promotion]).status == 200)
    let kept = try refund(number, [["sku_id": tea.sku, "qty": 1]])
    #expect(kept.string("amount") == "4.00" && kept.string("gift_charge") == "6.00")
    #expect(kept.string("order.gifts.0.charged") == "1.0000", "\(kept.http.text)")
    let rest = try refund(number, [["line_no": 1, "qty": 3], ["sku_id": cup.sku, "qty": 1]])
    #expect(rest.string("status") == "refunded" && rest.string("gift_charge") == "0.00")
    #expect(rest.string("amount") == "30.00", "\(rest.http.text)")
    #expect(try shop.level(cup) == StockFigures(99, locked: 0))
    // The charged one turns up.
    let late = try refund(number, [["line_no": 2, "qty": 1]])
    #expect(late.string("gift_charge") == "-6.00" && late.string("amount") == "6.00")
    #expect(late.string("order.refunded") == "40.00" && late.string("status") == "refunded")
    #expect(try refund(number).error == "order.refunded")
    #expect(try shop.level(cup) == StockFigures(100, locked: 0))
    try expectCleanBooks()
  }

  /// What money cannot bear, the points do; what they cannot either, the next refund.
  @Test func aChargeThatIsMoreThanTheMoney() throws {
    let pen = try shop.goods(price: "3.00")
    let ink = try shop.goods(price: "4.00")
    let book = try shop.goods(price: "20.00")
    _ = try promote(
      "buy_gift", ["sku_id": pen.sku, "buy_qty": 1, "gift_sku_id": book.sku, "gift_qty": 1])
    let member = try member(points: 350)
    let number = try sold([(pen, 1), (ink, 1)], ["member_id": member, "use_points": 350])
    // 3.00 bore 150 points and 1.50; 4.00 bore 200 and 2.00.
    let first = try refund(number, [["sku_id": pen.sku, "qty": 1]])
    #expect(first.string("amount") == "0.00" && first.string("gift_charge") == "1.50")
    #expect(first.int("gift_points") == 150 && first.int("points_returned") == 0)
    let second = try refund(number, [["sku_id": ink.sku, "qty": 1]])
    #expect(second.string("gift_charge") == "2.00" && second.int("gift_points") == 200)
    #expect(second.string("status") == "refunded", "\(second.http.text)")
    let gift = try refund(number)
    #expect(gift.string("amount") == "3.50" && gift.int("points_returned") == 350)
    #expect(gift.string("gift_charge") == "-3.50" && gift.int("gift_points") == -350)
    try expectCleanBooks()
  }

  /// What was in a parcel and came back keeps nothing from being shipped.
  @Test func theRestIsShippedAfterARefund() throws {
    let goods = try shop.goods(price: "5.00")
    let number = try sold([(goods, 5)])
    func ship(_ quantity: Int?) throws -> APIAnswer {
      var body: [String: Any] = ["order_no": number]
      if let quantity { body["lines"] = [["sku_id": goods.sku, "qty": quantity]] }
      return try shop.client.post("/order/ship", body)
    }
    #expect(try ship(2).status == 200)
    #expect(try refund(number, [["sku_id": goods.sku, "qty": 2]]).status == 200)
    let tooMany = try ship(4)
    #expect(tooMany.error == "order.over_shipment", "\(tooMany.http.text)")
    let shipped = try ship(2)
    #expect(shipped.string("lines.0.shipped_qty") == "4.0000", "\(shipped.http.text)")
    let source = ["line_no": 1, "qty": 1, "from": "unshipped"] as [String: Any]
    #expect(try refund(number, [source]).status == 200)
    #expect(try ship(nil).error == "order.nothing_to_ship")
    #expect(try refund(number, [source]).error == "order.over_refund")
    try expectCleanBooks()
  }

  @Test func aLineThatIsNot() throws {
    let goods = try shop.goods(price: "5.00")
    let number = try sold([(goods, 2)])
    let unknown = try refund(number, [["line_no": 9, "qty": 1]])
    #expect(unknown.status == 404 && unknown.error == "order.line_not_found")
    let both = try refund(number, [["line_no": 1, "sku_id": goods.sku, "qty": 1]])
    #expect(both.status == 400, "\(both.http.text)")
    #expect(try refund(number, [["line_no": 1, "qty": 2]]).string("status") == "refunded")
  }

  private func expectCleanBooks() throws {
    let audit = try SharedBooks.alone { try shop.stack.operate("audit", "--json") }
    #expect(audit.status == 0, "\(audit.output.prefix(2000))")
  }
}
