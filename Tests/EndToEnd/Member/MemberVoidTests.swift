import Foundation
import StackKit
import Testing

/// Aim: a wrong coupon, or a wrong kind of coupons, can be stopped and voided, without taking from
/// an order what it holds; and coupons belong to the stores that they name.
@Suite struct MemberVoidTests {
  let desk: MemberDesk
  let shop: SalesCounter
  let client: APIClient

  init() throws {
    desk = try MemberDesk()
    shop = try SalesCounter()
    client = desk.client()
  }

  private func claimed(_ template: Int) throws -> (member: Int, coupon: Int) {
    let member = try desk.member(client)
    let coupon = try desk.claim(template, for: member, client)
    return (member, try #require(coupon.int("coupon_id"), "\(coupon.http.text)"))
  }

  private func status(_ coupon: Int) throws -> String? {
    try desk.stack.sql("SELECT status FROM coupon WHERE coupon_id = \(coupon)").first?.first
  }

  private func order(_ coupon: Int, of member: Int) throws -> APIAnswer {
    var body = shop.body([(try shop.goods(price: "30.00"), 1)])
    body["member_id"] = member
    body["coupon_id"] = coupon
    return try client.post("/order/create", body)
  }

  private func void(_ body: [String: Any], _ number: String? = nil) throws -> APIAnswer {
    let base: [String: Any] = ["void_no": number ?? MemberDesk.number("v"), "reason": "发错了"]
    return try client.post("/member/coupon/void", base.merging(body) { $1 })
  }

  @Test func allOfAKindAreVoided() throws {
    let template = try desk.template(on: client)
    let coupons = try (0..<5).map { _ in try claimed(template) }
    // One is used, one ends, two are held by orders.
    _ = try client.post(
      "/member/coupon/use", ["coupon_id": coupons[0].coupon, "order_no": MemberDesk.number()])
    let held = try coupons[1...2].map { one in
      try #require(try order(one.coupon, of: one.member).string("order_no"))
    }
    try desk.stack.sql(
      "UPDATE coupon SET valid_to = NOW(6) - INTERVAL 1 SECOND "
        + "WHERE coupon_id = \(coupons[3].coupon)")
    let number = MemberDesk.number("v")
    let done = try void(["template_id": template], number)
    #expect(done.int("voided") == 1 && done.int("locked") == 2, "\(done.http.text)")
    let again = try void(["template_id": template], number)
    #expect(again.dataText == done.dataText, "\(again.http.text)")
    let other = try void(["template_id": template, "reason": "x"], number)
    #expect(other.status == 409 && other.error == "document.conflict", "\(other.http.text)")
    #expect(try status(coupons[4].coupon) == "voided")
    let refused = try order(coupons[4].coupon, of: coupons[4].member)
    #expect(refused.status == 409 && refused.error == "coupon.unavailable", "\(refused.http.text)")
    // Given back it is void; paid for it is used.
    #expect(try client.post("/order/cancel", ["order_no": held[0]]).status == 200)
    #expect(try status(coupons[1].coupon) == "voided")
    #expect(try shop.pay(held[1], [("cash", "25.00")]).status == 200)
    #expect(try status(coupons[2].coupon) == "used")
    // A void kind that is not closed is given out again.
    #expect(try status(claimed(template).coupon) == "issued")
    let events = try desk.stack.sql(
      "SELECT JSON_VALUE(payload, '$.voided'), JSON_VALUE(payload, '$.locked') FROM outbox "
        + "WHERE type = 'CouponVoided' AND event_key = 'coupon-template-\(template)'")
    #expect(events == [["1", "2"]])
    #expect(try desk.faults(client) == [])
  }

  @Test func oneCouponIsVoided() throws {
    let template = try desk.template(["per_member": 2], on: client)
    let (member, first) = try claimed(template)
    let second = try #require(try desk.claim(template, for: member, client).int("coupon_id"))
    let done = try void(["coupon_id": first])
    #expect(done.int("voided") == 1 && done.int("locked") == 0, "\(done.http.text)")
    #expect(try void(["coupon_id": first]).int("voided") == 0)
    #expect(try status(first) == "voided" && status(second) == "issued")
    let listed = try client.get("/member/coupon?member_id=\(member)&status=voided")
    #expect(listed.items.count == 1, "\(listed.http.text)")
    for body in [[:], ["coupon_id": first, "template_id": template]] {
      #expect(try void(body).status == 400)
    }
    #expect(try void(["coupon_id": 999_999_999]).error == "coupon.not_found")
    #expect(try void(["template_id": 999_999_999]).error == "coupon.template_not_found")
    #expect(try desk.faults(client) == [])
  }

  @Test func aKindIsChangedAndClosed() throws {
    let template = try desk.template(["total": 10], on: client)
    _ = try claimed(template)
    let path = "/member/coupon/template/\(template)"
    let read = try client.get(path)
    #expect(read.int("issued") == 1 && read.string("status") == "open", "\(read.http.text)")
    let version = try #require(read.int("version"))
    let fixed = try client.put(path, ["version": version, "amount": "6", "valid_days": 30])
    #expect(fixed.status == 409 && fixed.error == "coupon_template.field_fixed")
    #expect(fixed.details.compactMap { $0["field"] as? String } == ["amount"])
    for field in ["name", "per_member", "status"] {
      let null = try client.put(path, ["version": version, field: NSNull()])
      #expect(null.status == 400, "\(null.http.text)")
    }
    let changed = try client.put(
      path, ["version": version, "name": "新券", "total": 1, "per_member": 3])
    #expect(changed.status == 200 && changed.int("version") == version + 1, "\(changed.http.text)")
    // What is so already is no change, whatever the version.
    let same = try client.put(path, ["version": version, "name": "新券", "total": 1])
    #expect(same.status == 200 && same.int("version") == version + 1, "\(same.http.text)")
    let stale = try client.put(path, ["version": version, "name": "别的"])
    #expect(stale.status == 412 && stale.error == "version.stale", "\(stale.http.text)")
    #expect(
      try desk.claim(template, for: try desk.member(client), client).error
        == "coupon.limit_reached")
    let lifted = try client.put(path, ["version": version + 1, "total": NSNull()])
    #expect(lifted.status == 200, "\(lifted.http.text)")
    let kept = try claimed(template)
    let small = try client.put(path, ["version": version + 2, "total": 1])
    #expect(small.error == "coupon_template.total_below_issued", "\(small.http.text)")
    let closed = try client.put(path, ["version": version + 2, "status": "closed"])
    #expect(closed.string("status") == "closed", "\(closed.http.text)")
    let late = try desk.claim(template, for: try desk.member(client), client)
    #expect(late.status == 409 && late.error == "coupon_template.inactive", "\(late.http.text)")
    #expect(try order(kept.coupon, of: kept.member).status == 201)
    #expect(try desk.faults(client) == [])
  }

  /// A store's manager makes coupons for his own store, and they hold nowhere else.
  @Test func couponsBelongToStores() throws {
    let manager = try shop.employee("store_manager")
    let elsewhere = try SalesCounter()
    func make(_ stores: [Int]?) throws -> APIAnswer {
      var body: [String: Any] = ["name": "店券", "type": "cash", "amount": "5", "valid_days": 30]
      body["store_ids"] = stores
      return try manager.post("/member/coupon/template/create", body)
    }
    #expect(try make(nil).status == 403)
    #expect(try make([shop.store, elsewhere.store]).status == 404)
    let template = try #require(try make([shop.store]).int("template_id"))
    let (member, coupon) = try claimed(template)
    var body = elsewhere.body([(try elsewhere.goods(price: "30.00"), 1)])
    body["member_id"] = member
    body["coupon_id"] = coupon
    let refused = try client.post("/order/create", body)
    #expect(refused.status == 409 && refused.error == "coupon.not_in_store", "\(refused.http.text)")
    #expect(try order(coupon, of: member).status == 201)
    // Another store's manager does not see it, nor change or void what is the house's.
    let other = try elsewhere.employee("store_manager")
    let path = "/member/coupon/template/\(template)"
    #expect(try other.get(path).status == 404)
    #expect(try other.put(path, ["version": 1, "name": "x"]).status == 404)
    let listed = try other.get("/member/coupon/template/list?size=200")
    #expect(!listed.items.contains { $0["template_id"] as? Int == template })
    let house = try desk.template(on: client)
    #expect(
      try manager.put("/member/coupon/template/\(house)", ["version": 1, "name": "x"]).status
        == 404)
    #expect(try manager.get("/member/coupon/template/\(house)").status == 200)
    #expect(try desk.faults(client) == [])
  }

  /// The audit finds a template that counts another number of coupons than there are.
  @Test func theAuditFindsWhatIsWrong() throws {
    let template = try desk.template(on: client)
    _ = try claimed(template)
    func found() throws -> Int {
      try desk.findings(client, invariant: 14).count { $0.contains("template \(template):") }
    }
    #expect(try found() == 0)
    try SharedBooks.alone {
      try desk.stack.sql(
        "UPDATE coupon_template SET issued = 2 WHERE template_id = \(template)")
      #expect(try found() == 1)
      try desk.stack.sql(
        "UPDATE coupon_template SET issued = 1 WHERE template_id = \(template)")
    }
    #expect(try found() == 0)
  }
}
