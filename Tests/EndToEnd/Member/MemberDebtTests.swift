import Foundation
import StackKit
import Testing

/// Aim: points that a refund cannot take back are owed, and every later gain pays the debt, so that
/// buying, spending what it earned and refunding both gives nobody points.
@Suite struct MemberDebtTests {
  let desk: MemberDesk
  let shop: SalesCounter
  let client: APIClient

  init() throws {
    desk = try MemberDesk()
    shop = try SalesCounter()
    client = desk.client()
  }

  private func order(_ price: String, for member: Int, points: Int = 0) throws -> String {
    var body = shop.body([(try shop.goods(price: price), 1)])
    body["member_id"] = member
    if points > 0 { body["use_points"] = points }
    let created = try client.post("/order/create", body)
    let number = try #require(created.string("order_no"), "\(created.http.text)")
    let due = try #require(created.string("payable"))
    #expect(try shop.pay(number, [("cash", due)]).status == 200)
    return number
  }

  private func refund(_ number: String) throws {
    let answer = try client.post(
      "/order/refund", ["order_no": number, "refund_no": SalesCounter.name("r")])
    #expect(answer.status == 200, "\(answer.http.text)")
  }

  private func purse(_ member: Int) throws -> [Int?] {
    let read = try client.get("/member/\(member)")
    return [read.int("points"), read.int("points_debt"), read.int("balance")]
  }

  /// Once round: buy, spend what it earned, refund both. No points are left, and none is owed.
  @Test func thereAndBackLeavesNothing() throws {
    let member = try desk.member(client)
    for _ in 0..<2 {
      let first = try order("100.00", for: member)
      try desk.wait(for: [100, 0, 100]) { try purse(member) }
      let second = try order("2.00", for: member, points: 100)
      try desk.wait(for: [1, 0, 1]) { try purse(member) }
      try refund(first)
      try desk.wait(for: [0, 99, -99]) { try purse(member) }
      #expect(try client.get("/member/\(member)").int("growth") == 1)
      try refund(second)
      try desk.wait(for: [0, 0, 0]) { try purse(member) }
    }
    let log = try client.get("/member/\(member)/point/list?size=200")
    #expect(log.items.compactMap { $0["debt_change"] as? Int }.reduce(0, +) == 0)
    #expect(try desk.faults(client) == [])
  }

  @Test func everyGainPays() throws {
    let member = try desk.member(client)
    let number = try order("50.00", for: member)
    try desk.wait(for: [50, 0, 50]) { try purse(member) }
    try desk.change(member, by: -50, "redeem", on: client)
    try refund(number)
    try desk.wait(for: [0, 50, -50]) { try purse(member) }
    let reference = MemberDesk.number()
    let earned = try desk.change(member, by: 20, "earn", reference, on: client)
    #expect(earned.int("debt_paid") == 20 && earned.int("points") == 0, "\(earned.http.text)")
    #expect(earned.int("points_debt") == 30 && earned.int("growth") == 20)
    // The same again is the same answer.
    let again = try desk.change(member, by: 20, "earn", reference, on: client)
    #expect(again.dataText == earned.dataText, "\(again.http.text)")
    #expect(try desk.change(member, by: -1, "redeem", on: client).status == 409)
    // A paid order's points too, of which the event says both.
    _ = try order("40.00", for: member)
    try desk.wait(for: [10, 0, 10]) { try purse(member) }
    let events = try desk.stack.sql(
      "SELECT version, JSON_VALUE(payload, '$.change'), JSON_VALUE(payload, '$.debt_change'), "
        + "JSON_VALUE(payload, '$.points_debt') FROM outbox WHERE type = 'MemberPointChanged' "
        + "AND event_key = '\(member)' ORDER BY outbox_id DESC LIMIT 1")
    #expect(events == [["2", "10", "-30", "0"]])
    #expect(try desk.faults(client) == [])
  }

  /// Lots that are over but not ended yet are no points that a refund could take, nor points beside
  /// a debt.
  @Test func lotsPastTheirDatePayNoDebt() throws {
    let member = try desk.member(client)
    let number = try order("30.00", for: member)
    try desk.wait(for: [30, 0, 30]) { try purse(member) }
    try desk.change(member, by: -30, "redeem", on: client)
    for size in [5, 6] {
      try desk.change(
        member, by: size, "adjust", expiresAt: "2040-01-01T00:00:00Z", on: client)
    }
    // The worker's own sweep may come first; the outcome is the same.
    try desk.stack.sql(
      "UPDATE point_lot SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE member_id = \(member)")
    try refund(number)
    try desk.wait(for: [0, 30, -30]) { try purse(member) }
    let expired = try client.get("/member/\(member)/point/list?reason=expire")
    #expect(expired.items.compactMap { $0["change"] as? Int }.sorted() == [-6, -5])
    #expect(try desk.faults(client) == [])
  }

  static let damages = [
    AuditDamage(
      testDescription: "a debt that the log does not know",
      sql: "UPDATE member SET points_debt = 7 WHERE member_id = #",
      repair: "UPDATE member SET points_debt = 0 WHERE member_id = #",
      finding: "member #: debt 7, shortfalls 0, paid 0"),
    AuditDamage(
      testDescription: "points beside a debt",
      sql: "UPDATE member SET points_debt = 7 WHERE member_id = #",
      repair: "UPDATE member SET points_debt = 0 WHERE member_id = #",
      finding: "member #: points 10, debt 7, growth 0"),
    AuditDamage(
      testDescription: "a debt below zero",
      sql: "UPDATE member SET points = 0, points_debt = -1 WHERE member_id = #",
      repair: "UPDATE member SET points = 10, points_debt = 0 WHERE member_id = #",
      finding: "member #: points 0, debt -1, growth 0"),
    AuditDamage(
      testDescription: "points beyond the limit",
      sql: "UPDATE member SET points = 1000000000000001 WHERE member_id = #",
      repair: "UPDATE member SET points = 10 WHERE member_id = #",
      finding: "member #: points 1000000000000001, debt 0, growth 0"),
    AuditDamage(
      testDescription: "debt beyond the limit",
      sql: "UPDATE member SET points = 0, points_debt = 1000000000000001 WHERE member_id = #",
      repair: "UPDATE member SET points = 10, points_debt = 0 WHERE member_id = #",
      finding: "member #: points 0, debt 1000000000000001, growth 0"),
    AuditDamage(
      testDescription: "growth beyond the limit",
      sql: "UPDATE member SET growth = 1000000000000001 WHERE member_id = #",
      repair: "UPDATE member SET growth = 0 WHERE member_id = #",
      finding: "member #: points 10, debt 0, growth 1000000000000001"),
  ]

  /// Invariant 13 is seen when it is broken.
  @Test func theAuditFindsWhatIsWrong() throws {
    let member = try desk.member(client)
    try desk.change(member, by: 10, "adjust", on: client)
    func found() throws -> [String] {
      try desk.findings(client, invariant: 13).filter { $0.contains("member \(member):") }
    }
    #expect(try found() == [])
    for damage in Self.damages {
      try damage.expectFound(on: desk.stack, ["#": "\(member)"])
    }
    #expect(try found() == [])
  }
}
