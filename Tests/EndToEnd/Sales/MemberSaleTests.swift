import Foundation
import StackKit
import Testing

/// Aim: a member's sale with promotion, coupon and points, and everything that may become of it.
@Suite struct MemberSaleTests {
  private let shop: SalesCounter
  private let member: Int
  private let tea: SalesCounter.Goods
  private let cup: SalesCounter.Goods
  private let promotion: Int
  private let gift: Int

  /// Tea at 30.00, 10 % off from the promotion; a cup for every two teas. 500 points.
  init() throws {
    shop = try SalesCounter()
    tea = try shop.goods(price: "30.00")
    cup = try shop.goods(price: "8.00")
    let registered = try shop.client.post(
      "/member/register",
      ["name": "会员", "phone": "1\(Int.random(in: 3_000_000_000...9_999_999_999))"])
    member = try #require(registered.int("member_id"), "\(registered.http.text)")
    let points = try shop.client.post(
      "/member/point/change",
      [
        "member_id": member, "change": 500, "reason": "adjust", "ref_no": SalesCounter.name("p"),
      ])
    #expect(points.int("points") == 500, "\(points.http.text)")
    promotion = try Self.promote(
      shop, "discount", ["rate": "0.9"], stackable: true, more: ["usage_limit": 3])
    gift = try Self.promote(
      shop, "buy_gift",
      ["sku_id": tea.sku, "buy_qty": 2, "gift_sku_id": cup.sku, "gift_qty": 1], stackable: true)
  }

  private static func promote(
    _ shop: SalesCounter, _ type: String, _ rule: [String: Any], stackable: Bool,
    more: [String: Any] = [:]
  ) throws -> Int {
    let body: [String: Any] = [
      "name": "促销 \(type)", "type": type, "rule": rule, "stackable": stackable,
      "scope": ["store_ids": [shop.store]], "starts_at": "2020-01-01T00:00:00Z",
      "ends_at": "2999-01-01T00:00:00Z",
    ]
    let made = try shop.client.post("/promo/create", body.merging(more) { $1 })
    let id: Int = try #require(made.int("promo_id"), "\(made.http.text)")
    #expect(try shop.client.post("/promo/enable", ["promo_id": id]).status == 200)
    // Every process knows of it within a second.
    usleep(1_100_000)
    return id
  }

  private func coupon() throws -> Int {
    let template = try shop.client.post(
      "/member/coupon/template/create",
      ["name": "满 50 减 4", "type": "cash", "amount": "4.00", "threshold": "50", "valid_days": 7])
    let id: Int = try #require(template.int("template_id"), "\(template.http.text)")
    let claimed = try shop.client.post(
      "/member/coupon", ["template_id": id, "member_id": member])
    return try #require(claimed.int("coupon_id"), "\(claimed.http.text)")
  }

  private func couponStatus(_ id: Int) throws -> String? {
    try shop.client.get("/member/coupon?member_id=\(member)&size=200").items
      .first { $0["coupon_id"] as? Int == id }?["status"] as? String
  }

  private func points() throws -> Int? {
    try shop.client.get("/member/\(member)").int("points")
  }

  private func used() throws -> Int? {
    try Int(
      shop.stack.sql(
        "SELECT used FROM promotion_counter WHERE promo_id = \(promotion) AND member_id = 0"
      ).first?.first ?? "")
  }

  /// 2 teas: 60.00, less 6.00, less the coupon's 4.00, less 200 points: 48.00.
  private func place(coupon: Int?, points: Int) throws -> APIAnswer {
    var body = shop.body([(tea, 2)])
    body["member_id"] = member
    body["coupon_id"] = coupon
    body["use_points"] = points
    return try shop.client.post("/order/create", body)
  }

  @Test func aMembersSale() throws {
    let coupon = try coupon()
    let order = try place(coupon: coupon, points: 200)
    #expect(order.status == 201, "\(order.http.text)")
    #expect(order.string("original") == "60.00" && order.string("payable") == "48.00")
    #expect(order.string("coupon_discount") == "4.00" && order.int("points_used") == 200)
    #expect(order.string("applied.0.discount") == "6.00")
    #expect(order.int("gifts.0.sku_id") == cup.sku && order.int("gifts.0.promo_id") == gift)
    #expect(try shop.level(cup) == StockFigures(100, locked: 1))
    #expect(try points() == 300)
    #expect(try couponStatus(coupon) == "locked")
    let number = try #require(order.string("order_no"))
    #expect(try shop.pay(number, [("cash", "38.00"), ("points", "10.00")]).status == 409)
    #expect(try shop.pay(number, [("cash", "46.00"), ("points", "2.00")]).status == 200)
    #expect(try couponStatus(coupon) == "used")
    try shop.wait(number, "stock_status", "issued")
    #expect(try shop.level(cup) == StockFigures(99, locked: 0))
    // 300 − 200 paid + ⌊48.00 × 1⌋ earned.
    try wait { try points() == 148 }
    let refund = try refundAll(number)
    #expect(refund.string("status") == "refunded" && refund.string("amount") == "48.00")
    #expect(refund.string("money") == "46.00" && refund.int("points_returned") == 400)
    #expect(try shop.level(cup) == StockFigures(100, locked: 0))
    #expect(try shop.level(tea) == StockFigures(100, locked: 0))
    try wait { try points() == 500 }
    try expectCleanBooks()
  }

  private func refundAll(_ number: String) throws -> APIAnswer {
    try shop.client.post(
      "/order/refund", ["order_no": number, "refund_no": SalesCounter.name("r")])
  }

  @Test(arguments: ["cancel", "expire"])
  func everythingIsGivenBack(_ end: String) throws {
    let coupon = try coupon()
    let order = try place(coupon: coupon, points: 500)
    #expect(order.int("points_used") == 500 && order.string("payable") == "45.00")
    let number = try #require(order.string("order_no"))
    #expect(try used() == 1)
    if end == "cancel" {
      #expect(try shop.client.post("/order/cancel", ["order_no": number]).status == 200)
    } else {
      try shop.stack.sql(
        """
        UPDATE sales_order SET expires_at = NOW(6) - INTERVAL 1 SECOND \
        WHERE order_no = '\(number)'
        """
      )
      try shop.wait(number, "status", "expired")
    }
    #expect(try used() == 0)
    #expect(try points() == 500)
    #expect(try couponStatus(coupon) == "issued")
    #expect(try shop.level(cup) == StockFigures(100, locked: 0))
    try expectCleanBooks()
  }

  /// What a client writes under an order's number is never in the order's way.
  @Test func aClientsReferenceIsNotTheOrders() throws {
    func change(_ reason: String, _ reference: String) throws -> APIAnswer {
      try shop.client.post(
        "/member/point/change",
        [
          "member_id": member, "change": reason == "redeem" ? -1 : 1, "reason": reason,
          "ref_no": reference,
        ])
    }
    let order = try place(coupon: nil, points: 100)
    let number = try #require(order.string("order_no"), "\(order.http.text)")
    for reason in ["earn", "redeem", "adjust", "refund"] {
      for reserved in ["order:\(number)", "order:x/pay", "refund:r", "earned:r"] {
        let refused = try change(reason, reserved)
        #expect(refused.status == 400, "\(reason) \(reserved): \(refused.http.text)")
        #expect(refused.details.first?["field"] as? String == "ref_no")
      }
    }
    #expect(try change("refund", number).status == 200)
    #expect(try change("redeem", "\(number)/pay").status == 200)
    let cancelled = try shop.client.post("/order/cancel", ["order_no": number])
    #expect(cancelled.string("status") == "cancelled", "\(cancelled.http.text)")
    #expect(try points() == 500)
    let other = try #require(try place(coupon: nil, points: 100).string("order_no"))
    #expect(try change("redeem", "\(other)/pay").status == 200)
    #expect(try shop.pay(other, [("points", "1.00"), ("cash", "52.00")]).status == 200)
    let refund = SalesCounter.name("r")
    #expect(try change("refund", refund).status == 200)
    let back = try shop.client.post("/order/refund", ["order_no": other, "refund_no": refund])
    #expect(back.int("points_returned") == 200, "\(back.http.text)")
  }

  /// An order that cannot be expired is stepped over, and expires once it can.
  @Test func oneBadOrderKeepsNoOtherFromExpiring() throws {
    let bad = try #require(try place(coupon: nil, points: 100).string("order_no"))
    let good = try #require(try place(coupon: nil, points: 100).string("order_no"))
    // The log of points says already what expiry is going to say, and otherwise.
    try shop.stack.sql(
      """
      INSERT INTO point_change (member_id, reason, ref_no, points_change, growth_change, points, \
      growth, level) VALUES (\(member), 'refund', 'order:\(bad)', 0, 0, 0, 0, 1)
      """)
    for (number, seconds) in [(bad, 3600), (good, 1)] {
      try shop.stack.sql(
        """
        UPDATE sales_order SET expires_at = NOW(6) - INTERVAL \(seconds) SECOND \
        WHERE order_no = '\(number)'
        """)
    }
    try shop.wait(good, "status", "expired")
    #expect(try shop.client.get("/order/\(bad)").string("status") == "created")
    try shop.stack.sql(
      "DELETE FROM point_change WHERE ref_no = 'order:\(bad)' AND reason = 'refund'")
    try shop.wait(bad, "status", "expired")
    #expect(try points() == 500)
  }

  /// After ten attempts it is put aside, and shown; whoever mends it lets it be tried again.
  @Test func anOrderThatNeverExpiresIsPutAside() throws {
    let bad = try #require(try place(coupon: nil, points: 100).string("order_no"))
    // The log of points says already what expiry is going to say, and otherwise.
    try shop.stack.sql(
      """
      INSERT INTO point_change (member_id, reason, ref_no, points_change, growth_change, points, \
      growth, level) VALUES (\(member), 'refund', 'order:\(bad)', 0, 0, 0, 0, 1)
      """)
    try shop.stack.sql(
      "UPDATE sales_order SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE order_no = '\(bad)'")
    func failure() throws -> [String] {
      try shop.stack.sql(
        "SELECT status, attempts FROM put_aside WHERE kind = 'order' AND object_key = '\(bad)'"
      ).first ?? []
    }
    try wait { try failure().first == "retry" }
    // Nine attempts later, without the waiting; the last of them ended its process.
    try shop.stack.sql(
      "UPDATE put_aside SET attempts = 10, next_at = NOW(6) WHERE kind = 'order' "
        + "AND object_key = '\(bad)'")
    try wait { try failure().first == "dead" }
    let shown = try shop.client.get("/ops/events/dead?size=1").items
      .first { $0["kind"] as? String == "order" && $0["key"] as? String == bad }
    #expect(shown?["attempts"] as? Int == 10, "\(String(describing: shown))")
    #expect((shown?["last_error"] as? String)?.isEmpty == false)
    try shop.stack.sql(
      "DELETE FROM point_change WHERE ref_no = 'order:\(bad)' AND reason = 'refund'")
    // Whoever has mended it lets it be tried again.
    let again = try shop.client.post("/ops/events/replay", ["kind": "order", "key": bad])
    #expect(again.int("replayed") == 1, "\(again.http.text)")
    try shop.wait(bad, "status", "expired")
  }

  @Test func aRefundInParts() throws {
    let order = try place(coupon: nil, points: 100)
    #expect(order.string("payable") == "53.00", "\(order.http.text)")
    let number = try #require(order.string("order_no"))
    #expect(try shop.pay(number, [("cash", "53.00")]).status == 200)
    try wait { try points() == 453 }
    let one: [[String: Any]] = [["sku_id": tea.sku, "qty": 1]]
    let body: [String: Any] = [
      "order_no": number, "refund_no": SalesCounter.name("r"), "lines": one,
    ]
    let first = try shop.client.post("/order/refund", body)
    #expect(first.status == 200 && first.string("status") == "part_refunded", "\(first.http.text)")
    // The cup for two teas stays, and is charged.
    #expect(first.string("amount") == "18.50" && first.string("gift_charge") == "8.00")
    #expect(first.int("points_returned") == 50)
    let again = try shop.client.post("/order/refund", body)
    #expect(again.dataText == first.dataText)
    var other = body
    other["lines"] = [["sku_id": tea.sku, "qty": "0.5"]]
    #expect(try shop.client.post("/order/refund", other).error == "document.conflict")
    var more = body
    more["refund_no"] = SalesCounter.name("r")
    more["lines"] = [["sku_id": tea.sku, "qty": 2]]
    #expect(try shop.client.post("/order/refund", more).error == "order.over_refund")
    let last = try refundAll(number)
    #expect(last.string("status") == "refunded" && last.string("amount") == "34.50")
    #expect(last.string("gift_charge") == "-8.00")
    #expect(last.int("points_returned") == 50)
    #expect(try shop.client.get("/order/\(number)").string("refunded") == "53.00")
    // What was earned is taken back in proportion, what was used is back.
    try wait { try points() == 500 }
    #expect(try shop.level(tea) == StockFigures(100, locked: 0))
    try expectCleanBooks()
  }

  @Test func limitsHoldAtOnce() throws {
    let (stack, token, body) = (shop.stack, shop.client.token, shop.body([(tea, 1)]))
    let text = try JSONSerialization.data(withJSONObject: body)
    let answers = try Crowd.run(12) { _ in
      let client = APIClient(stack)
      client.token = token
      let json = try JSONSerialization.jsonObject(with: text) as? [String: Any] ?? [:]
      return try client.post("/order/create", json)
    }
    #expect(answers.allSatisfy { $0.status == 201 }, "\(answers.map(\.status))")
    #expect(answers.filter { $0.string("discount") == "3.00" }.count == 3)
    #expect(answers.filter { $0.string("discount") == "0.00" }.count == 9)
    #expect(try used() == 3)
  }

  @Test func whatIsNotThere() throws {
    var body = shop.body([(tea, 1)])
    body["member_id"] = 999_999_999
    #expect(try shop.client.post("/order/create", body).error == "order.member_not_found")
    body["member_id"] = member
    body["coupon_id"] = 999_999_999
    #expect(try shop.client.post("/order/create", body).error == "coupon.not_found")
    body["coupon_id"] = nil
    body["use_points"] = 501
    let tooMany = try shop.client.post("/order/create", body)
    #expect(tooMany.error == "member.points_insufficient", "\(tooMany.http.text)")
    body["member_id"] = nil
    let faults = try shop.client.post("/order/create", body)
    #expect(faults.status == 400 && faults.details.first?["field"] as? String == "use_points")
    #expect(try shop.level(tea) == StockFigures(100, locked: 0))
  }

  private func wait(_ condition: () throws -> Bool) throws {
    let end = Date().addingTimeInterval(20)
    while try !condition() {
      guard Date() < end else {
        Issue.record("it did not come to pass: points \(String(describing: try points()))")
        return
      }
      usleep(50_000)
    }
  }

  private func expectCleanBooks() throws {
    let audit = try SharedBooks.alone { try shop.stack.operate("audit", "--json") }
    #expect(audit.status == 0, "\(audit.output.prefix(2000))")
  }
}
