import Foundation
import StackKit
import Testing

/// Aim: no crowd gets more coupons than there are, and each is used once, in its time.
@Suite struct MemberCouponTests {
  let desk: MemberDesk
  let client: APIClient

  init() throws {
    desk = try MemberDesk()
    client = desk.client()
  }

  @Test func aHundredClaimTenCoupons() throws {
    let template = try desk.template(["total": 10], on: client)
    let members = try (0..<100).map { _ in try desk.member(client) }
    let answers = try Crowd.run(100) { [desk] number in
      try desk.claim(template, for: members[number], desk.client())
    }
    #expect(answers.count { $0.status == 201 } == 10, "\(answers.map(\.status))")
    let refused = answers.filter { $0.status == 409 && $0.error == "coupon.limit_reached" }
    #expect(refused.count == 90, "\(answers.compactMap(\.error))")
    #expect(refused.allSatisfy { $0.details.first?["limit"] as? String == "total" })
    #expect(Set(answers.compactMap { $0.int("coupon_id") }).count == 10)
    let counted = try desk.stack.sql(
      "SELECT issued, (SELECT COUNT(*) FROM coupon c WHERE c.template_id = t.template_id) "
        + "FROM coupon_template t WHERE template_id = \(template)")
    #expect(counted == [["10", "10"]])
    #expect(try desk.faults(client) == [])
  }

  @Test func oneMemberClaimsWithManyHands() throws {
    let template = try desk.template(["per_member": 2, "total": 50], on: client)
    let member = try desk.member(client)
    let answers = try Crowd.run(16) { [desk] _ in
      try desk.claim(template, for: member, desk.client())
    }
    #expect(answers.count { $0.status == 201 } == 2, "\(answers.map(\.status))")
    let refused = answers.filter { $0.status == 409 }
    #expect(refused.allSatisfy { $0.details.first?["limit"] as? String == "per_member" })
    // Used ones count as well: two is all that this member ever gets.
    let coupon = try #require(answers.compactMap { $0.int("coupon_id") }.first)
    #expect(
      try client.post("/member/coupon/use", ["coupon_id": coupon, "order_no": "x-1"]).status == 200)
    #expect(try desk.claim(template, for: member, client).status == 409)
    let templates = try client.get("/member/coupon/template/list?size=200")
    let mine = templates.items.first { $0["template_id"] as? Int == template }
    #expect(mine?["issued"] as? Int == 2, "\(templates.http.text)")
  }

  @Test func aCouponIsUsedOnce() throws {
    let template = try desk.template(
      ["type": "discount", "amount": NSNull(), "rate": "0.88", "threshold": 100], on: client)
    let member = try desk.member(client)
    let claimed = try desk.claim(template, for: member, client)
    #expect(claimed.status == 201 && claimed.string("status") == "issued")
    #expect(claimed.string("rate") == "0.8800" && claimed.string("threshold") == "100.00")
    let coupon = try #require(claimed.int("coupon_id"), "\(claimed.http.text)")
    let orders = (0..<8).map { "outside-\(coupon)-\($0)" }
    let answers = try Crowd.run(8) { [desk] number in
      try desk.client().post(
        "/member/coupon/use", ["coupon_id": coupon, "order_no": orders[number]])
    }
    let used = answers.filter { $0.status == 200 }
    #expect(used.count == 1, "\(answers.map(\.status))")
    let refused = answers.filter { $0.status == 409 && $0.error == "coupon.unavailable" }
    #expect(refused.count == 7)
    let order = try #require(used.first?.string("order_no"))
    let again = try client.post(
      "/member/coupon/use", ["coupon_id": coupon, "order_no": order])
    #expect(again.status == 200 && again.dataText == used.first?.dataText, "\(again.http.text)")
    let listed = try client.get("/member/coupon?member_id=\(member)&status=used")
    #expect(listed.int("total") == 1 && listed.string("items.0.order_no") == order)
    #expect(try client.get("/member/coupon?member_id=\(member)&status=issued").int("total") == 0)
    #expect(try desk.faults(client) == [])
  }

  @Test func couponsHaveTheirTime() throws {
    let member = try desk.member(client)
    let later = try desk.template(
      [
        "valid_days": NSNull(), "valid_from": "2039-01-01T00:00:00+08:00",
        "valid_to": "2040-01-01T00:00:00+08:00",
      ], on: client)
    let early = try #require(try desk.claim(later, for: member, client).int("coupon_id"))
    let refused = try client.post(
      "/member/coupon/use", ["coupon_id": early, "order_no": "x-2"])
    #expect(refused.status == 409 && refused.error == "coupon.not_yet_valid")

    // Nobody makes coupons whose time is over; one that was made in time ends like this.
    let ended = try client.post(
      "/member/coupon/template/create",
      [
        "name": "x", "type": "cash", "amount": "5", "valid_from": "2020-01-01T00:00:00Z",
        "valid_to": "2020-02-01T00:00:00Z",
      ])
    #expect(ended.status == 400, "\(ended.http.text)")
    #expect(ended.details.first?["field"] as? String == "valid_to")
    let over = try desk.template(
      [
        "valid_days": NSNull(), "valid_from": "2020-01-01T00:00:00Z",
        "valid_to": "2040-02-01T00:00:00Z",
      ], on: client)
    try desk.stack.sql(
      "UPDATE coupon_template SET valid_to = '2020-02-01' WHERE template_id = \(over)")
    let late = try desk.claim(over, for: member, client)
    #expect(late.status == 409 && late.error == "coupon.expired", "\(late.http.text)")

    let template = try desk.template(on: client)
    let coupon = try #require(try desk.claim(template, for: member, client).int("coupon_id"))
    try desk.stack.sql(
      "UPDATE coupon SET valid_to = NOW(6) - INTERVAL 1 SECOND WHERE coupon_id = \(coupon)")
    let expired = try client.post(
      "/member/coupon/use", ["coupon_id": coupon, "order_no": "x-3"])
    #expect(expired.status == 409 && expired.error == "coupon.expired", "\(expired.http.text)")
    #expect(
      try client.get("/member/coupon?member_id=\(member)&status=expired").items.count == 1)
    try desk.wait(for: [["expired"]]) {
      try desk.stack.sql("SELECT status FROM coupon WHERE coupon_id = \(coupon)")
    }
    #expect(try desk.faults(client) == [])
  }

  @Test func templatesSayOneThing() throws {
    let bodies: [([String: Any], [String])] = [
      (["name": "x", "type": "cash", "valid_days": 1], ["amount"]),
      (["name": "x", "type": "cash", "amount": 1, "rate": "0.5", "valid_days": 1], ["rate"]),
      (["name": "x", "type": "discount", "rate": 1, "valid_days": 1], ["rate"]),
      (["name": "x", "type": "discount", "rate": "0.5"], ["valid_days"]),
      (
        [
          "name": "x", "type": "discount", "rate": "0.5", "valid_days": 1,
          "valid_from": "2030-01-01T00:00:00Z",
        ], ["valid_days"]
      ),
      (
        [
          "name": "x", "type": "cash", "amount": "1", "valid_from": "2030-01-02T00:00:00Z",
          "valid_to": "2030-01-02T00:00:00Z",
        ], ["valid_to"]
      ),
    ]
    for (body, fields) in bodies {
      let answer = try client.post("/member/coupon/template/create", body)
      #expect(answer.status == 400, "\(body)")
      #expect(answer.details.compactMap { $0["field"] as? String } == fields, "\(body)")
    }
    let member = try desk.member(client)
    #expect(try desk.claim(999_999_999, for: member, client).error == "coupon.template_not_found")
    let template = try desk.template(on: client)
    #expect(try desk.claim(template, for: 999_999_999, client).error == "member.not_found")
    let nothing = try client.post(
      "/member/coupon/use", ["coupon_id": 999_999_999, "order_no": "x"])
    #expect(nothing.status == 404 && nothing.error == "coupon.not_found")
  }
}
