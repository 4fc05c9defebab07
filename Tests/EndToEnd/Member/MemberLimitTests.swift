import Foundation
import StackKit
import Testing

/// Aim: no number of points ends a process: what is beyond a member's limits is refused where
/// somebody can be told, and cut and noted where it has happened.
@Suite struct MemberLimitTests {
  private static let limit = 1_000_000_000_000_000
  let desk: MemberDesk
  let shop: SalesCounter
  let client: APIClient

  init() throws {
    desk = try MemberDesk()
    shop = try SalesCounter()
    client = desk.client()
  }

  /// A member who has so many points and as much growth, with a lot and a change that say so.
  private func member(points: Int) throws -> Int {
    let member = try desk.member(client)
    let level = "(SELECT MAX(level) FROM member_level WHERE min_growth <= \(points))"
    try desk.stack.sql(
      "START TRANSACTION; INSERT INTO point_lot (member_id, points, remaining) "
        + "VALUES (\(member), \(points), \(points)); "
        + "INSERT INTO point_change (member_id, reason, ref_no, points_change, debt_change, "
        + "growth_change, points, growth, level) SELECT \(member), 'earn', "
        + "'\(MemberDesk.number())', \(points), 0, \(points), \(points), \(points), \(level); "
        + "UPDATE member SET points = \(points), growth = \(points), level = \(level) "
        + "WHERE member_id = \(member); COMMIT")
    return member
  }

  /// Somebody of one store who may do just that.
  private func worker(_ permissions: [String]) throws -> APIClient {
    let role = SalesCounter.name("r")
    let made = try client.post(
      "/user/role/create", ["code": role, "name": "会员", "permissions": permissions])
    #expect(made.status == 201, "\(made.http.text)")
    return try shop.employee(role)
  }

  private func purse(_ member: Int) throws -> [Int?] {
    let read = try client.get("/member/\(member)")
    return [read.int("points"), read.int("growth")]
  }

  @Test func callsBeyondAreRefused() throws {
    let member = try member(points: Self.limit - 10)
    for reason in ["earn", "adjust", "refund"] {
      let refused = try desk.change(member, by: 11, reason, on: client)
      #expect(refused.status == 409 && refused.error == "member.points_limit", "\(reason)")
    }
    #expect(try desk.change(member, by: 10, "earn", on: client).int("points") == Self.limit)
    // Growth has its own limit.
    try desk.change(member, by: -100, "redeem", on: client)
    let grown = try desk.change(member, by: 1, "earn", on: client)
    #expect(grown.status == 409 && grown.error == "member.points_limit", "\(grown.http.text)")
    #expect(try desk.change(member, by: 1, "adjust", on: client).status == 200)
    #expect(try purse(member) == [Self.limit - 99, Self.limit])
    #expect(try desk.faults(client) == [])
  }

  /// An event cannot be refused: it books what fits, says so, and the next one goes on.
  @Test func eventsAreCut() throws {
    let member = try member(points: Self.limit - 10)
    var body = shop.body([(try shop.goods(price: "100.00"), 1)])
    body["member_id"] = member
    let created = try client.post("/order/create", body)
    let number = try #require(created.string("order_no"), "\(created.http.text)")
    let payable = try #require(created.string("payable"))
    #expect(try shop.pay(number, [("cash", payable)]).status == 200)
    try desk.wait(for: [Self.limit, Self.limit]) { try purse(member) }
    let log = try client.get("/member/\(member)/point/list?size=200")
    let last = try #require(log.items.last)
    #expect(last["capped"] as? Bool == true && last["change"] as? Int == 10, "\(log.http.text)")
    #expect(try desk.faults(client) == [])
  }

  @Test(arguments: [
    ("earn", -1), ("earn", 0), ("redeem", 100), ("redeem", 0), ("expire", 1), ("adjust", 0),
    ("refund", 0), ("adjust", 1_000_000_001), ("adjust", -1_000_000_001),
  ])
  func reasonAndSignBelongTogether(_ reason: String, _ change: Int) throws {
    let member = try desk.member(client)
    try desk.change(member, by: 1_000, "adjust", on: client)
    let refused = try desk.change(member, by: change, reason, on: client)
    #expect(refused.status == 400, "\(refused.http.text)")
    #expect(refused.details.first?["field"] as? String == "change")
    #expect(try client.get("/member/\(member)").int("points") == 1_000)
  }

  @Test func datesLieAhead() throws {
    let member = try desk.member(client)
    for (change, expiry) in [(10, "2020-01-01T00:00:00Z"), (-10, "2040-01-01T00:00:00Z")] {
      let refused = try desk.change(member, by: change, "adjust", expiresAt: expiry, on: client)
      #expect(refused.status == 400, "\(refused.http.text)")
      #expect(refused.details.first?["field"] as? String == "expires_at")
    }
  }

  /// Somebody at the desk gives and takes 10,000 points a member and day, not more, in whatever
  /// parts; another member and the other direction count for themselves.
  @Test func pointsByHandHaveALimit() throws {
    let clerk = try worker(["member.point", "member.read"])
    let (one, other) = (try desk.member(client), try desk.member(client))
    func change(_ member: Int, _ points: Int, _ reference: String? = nil) throws -> APIAnswer {
      try desk.change(member, by: points, "adjust", reference, on: clerk)
    }
    let first = MemberDesk.number()
    #expect(try change(one, 9_000, first).status == 200)
    #expect(try change(one, 1_001).status == 403)
    #expect(try change(one, 1_000).status == 200)
    #expect(try change(one, 1).status == 403)
    // A repeat changes nothing, so it is not beyond.
    #expect(try change(one, 9_000, first).int("points") == 9_000)
    #expect(try change(one, -10_000).status == 200)
    #expect(try change(one, -1).status == 403)
    #expect(try change(other, 10_001).status == 403)
    #expect(try change(other, 10_000).status == 200)
    // Who holds member.point_any goes on.
    #expect(try desk.change(one, by: 50_000, "adjust", on: client).status == 200)
    // Another day is another limit.
    try desk.stack.sql(
      "UPDATE point_hand SET day = day - INTERVAL 1 DAY WHERE member_id = \(one)")
    #expect(try change(one, 10_000).status == 200)
  }

  @Test func manyHandsShareTheLimit() throws {
    let clerk = try worker(["member.point", "member.read"])
    let member = try desk.member(client)
    let token = clerk.token
    let desk = desk
    Crowd.run(8) { _ in
      let hand = APIClient(desk.stack)
      hand.token = token
      for _ in 0..<5 { _ = try? desk.change(member, by: 400, "adjust", on: hand) }
    }
    #expect(try client.get("/member/\(member)").int("points") == 10_000)
  }

  /// The levels are the house's: a store's manager does not set them, nor coupons for all stores.
  @Test func theHouseSetsLevels() throws {
    let clerk = try worker(["member.level", "member.read"])
    let present = try client.get("/member/level/list")
    let refused = try clerk.put(
      "/member/level",
      [
        "version": present.int("0.version") ?? 0,
        "levels": [["level": 1, "name": "x", "min_growth": 0, "earn_rate": 1]],
      ])
    #expect(refused.status == 403, "\(refused.http.text)")
    #expect(try client.get("/member/level/list").dataText == present.dataText)
    let steep = try client.put(
      "/member/level",
      [
        "version": present.int("0.version") ?? 0,
        "levels": [["level": 1, "name": "x", "min_growth": 0, "earn_rate": "100.0001"]],
      ])
    #expect(steep.status == 400, "\(steep.http.text)")
  }
}
