import Foundation
import Kernel
import MariaDBClient
import MemberDomain
import MemberService
import StackKit
import Testing

/// Aim: inside the order centre's transaction, with its rights, a coupon goes from issued to used
/// or back, and points change once.
@Suite struct MemberFacadeTests {
  let desk: MemberDesk
  let client: APIClient
  let database: DatabaseConnection

  init() throws {
    desk = try MemberDesk()
    client = desk.client()
    let layout = desk.stack.layout
    let password = try String(contentsOfFile: layout.secret("database-order"), encoding: .utf8)
    database = DatabaseConnection(
      settings: DatabaseOptions(
        endpoint: .socket(layout.socket("mariadb")), user: "erp_order", password: password,
        database: "erp"))
  }

  private func claimed(_ changes: [String: Any] = [:]) throws -> (member: Int64, coupon: Int64) {
    let member = try desk.member(client)
    let template = try desk.template(changes, on: client)
    let coupon = try #require(try desk.claim(template, for: member, client).int("coupon_id"))
    return (Int64(member), Int64(coupon))
  }

  /// Takes the coupon for an order of 100.00, as placing an order does.
  private func place(_ coupon: Int64, of member: Int64, _ order: String) throws -> Money {
    let amount = try Money(whole: 100)
    return try Retry.transaction(on: database) {
      let offer = try MemberAPI.coupon(coupon, of: member, store: 1, amount: amount, on: database)
      try MemberAPI.lockCoupon(offer, for: order, on: database)
      return offer.reduction(of: amount)
    }
  }

  private func status(_ coupon: Int64) throws -> [[String]] {
    try desk.stack.sql("SELECT status, order_no FROM coupon WHERE coupon_id = \(coupon)")
  }

  @Test func anOrdersCouponIsUsedWhenItIsPaid() throws {
    let (member, coupon) = try claimed(
      ["type": "discount", "amount": NSNull(), "rate": "0.85", "threshold": "100"])
    let order = MemberDesk.number("o")
    #expect(try place(coupon, of: member, order) == (try Money(whole: 15)))
    #expect(try status(coupon) == [["locked", order]])
    #expect(throws: MemberRefusal.self) { try place(coupon, of: member, "other") }
    let outside = try client.post(
      "/member/coupon/use", ["coupon_id": Int(clamping: coupon), "order_no": order])
    #expect(outside.status == 409 && outside.error == "coupon.unavailable")
    for _ in 0..<2 {
      try Retry.transaction(on: database) { try MemberAPI.useCoupon(of: order, on: database) }
      try Retry.transaction(on: database) { try MemberAPI.returnCoupon(of: order, on: database) }
      #expect(try status(coupon) == [["used", order]])
    }
    #expect(try desk.faults(client) == [])
  }

  @Test func aCancelledOrdersCouponComesBack() throws {
    let (member, coupon) = try claimed()
    let order = MemberDesk.number("o")
    #expect(try place(coupon, of: member, order) == (try Money(whole: 5)))
    for _ in 0..<2 {
      try Retry.transaction(on: database) { try MemberAPI.returnCoupon(of: order, on: database) }
      #expect(try status(coupon) == [["issued", "NULL"]])
    }
    let again = MemberDesk.number("o")
    _ = try place(coupon, of: member, again)
    // Past its date while the order held it: it does not come back to life.
    try desk.stack.sql(
      "UPDATE coupon SET valid_to = NOW(6) - INTERVAL 1 SECOND WHERE coupon_id = \(coupon)")
    usleep(1_500_000)
    #expect(try status(coupon) == [["locked", again]])
    try Retry.transaction(on: database) { try MemberAPI.returnCoupon(of: again, on: database) }
    #expect(try status(coupon) == [["expired", "NULL"]])
    #expect(try desk.faults(client) == [])
  }

  @Test func couponsThatCannotBeTaken() throws {
    let (member, coupon) = try claimed(["threshold": "100.01"])
    let other = Int64(try desk.member(client))
    let threshold = try Money(parsing: "100.01")
    #expect(throws: MemberRefusal.couponBelowThreshold(threshold: threshold)) {
      try place(coupon, of: member, "x")
    }
    #expect(throws: MemberRefusal.couponNotFound) { try place(coupon, of: other, "x") }
    #expect(throws: MemberRefusal.couponNotFound) { try place(999_999_999, of: member, "x") }
  }

  /// Points that come back end when they would have ended.
  @Test func restoredPointsKeepTheirDate() throws {
    let member = Int64(try desk.member(client))
    let lots: [(points: Int, expiry: String?)] = [
      (30, "2040-05-01T00:00:00Z"), (30, "2040-06-01T00:00:00Z"), (40, nil),
    ]
    for (points, expiry) in lots {
      try desk.change(Int(clamping: member), by: points, "adjust", expiresAt: expiry, on: client)
    }
    let order = MemberDesk.number("o")
    func restore(_ points: Int64, _ reference: String) throws -> PointChange {
      try Retry.transaction(on: database) {
        try MemberAPI.restore(
          points, of: member, for: reference, spentFor: [order, "\(order)/pay"], on: database)
      }
    }
    func open() throws -> [[String]] {
      try desk.stack.sql(
        "SELECT SUM(remaining), expires_at FROM point_lot WHERE member_id = \(member) "
          + "AND is_open = TRUE GROUP BY expires_at ORDER BY expires_at IS NULL, expires_at")
    }
    let (may, june) = ("2040-05-01 00:00:00.000000", "2040-06-01 00:00:00.000000")
    try Retry.transaction(on: database) {
      _ = try MemberAPI.redeem(50, of: member, for: order, on: database)
      _ = try MemberAPI.redeem(20, of: member, for: "\(order)/pay", on: database)
    }
    #expect(try open() == [["30", "NULL"]])
    // What was spent last comes back first: 10 that stay, then 10 and 5 of June.
    #expect(try restore(25, "\(order)-1").points == 55)
    #expect(try open() == [["15", june], ["40", "NULL"]])
    #expect(try restore(25, "\(order)-1").event == nil)
    #expect(try restore(45, "\(order)-2").points == 100)
    #expect(try open() == [["30", may], ["30", june], ["40", "NULL"]])
    #expect(try restore(1, "\(order)-3").points == 101)
    #expect(try open() == [["30", may], ["30", june], ["41", "NULL"]])
    #expect(try desk.faults(client) == [])
  }

  /// What would be over by now comes back and is over, with a change that says so.
  @Test func restoredPointsPastTheirDateExpire() throws {
    let member = Int64(try desk.member(client))
    try desk.change(
      Int(clamping: member), by: 30, "adjust", expiresAt: "2040-05-01T00:00:00Z", on: client)
    let order = MemberDesk.number("o")
    try Retry.transaction(on: database) {
      _ = try MemberAPI.redeem(20, of: member, for: order, on: database)
    }
    try desk.stack.sql(
      "UPDATE point_lot SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE member_id = \(member)")
    func points() throws -> Int? { try client.get("/member/\(member)").int("points") }
    try desk.wait(for: 0) { try points() }
    try Retry.transaction(on: database) {
      _ = try MemberAPI.restore(20, of: member, for: order, on: database)
    }
    try desk.wait(for: 0) { try points() }
    let log = try client.get("/member/\(member)/point/list?reason=expire")
    #expect(log.items.compactMap { $0["change"] as? Int } == [-10, -20], "\(log.http.text)")
    #expect(try desk.faults(client) == [])
  }

  @Test func pointsChangeOnce() throws {
    let member = Int64(try desk.member(client))
    try desk.change(Int(clamping: member), by: 500, "earn", on: client)
    let order = MemberDesk.number("o")
    func change(_ points: Int64, _ reason: PointReason, _ reference: String) throws -> PointChange {
      try Retry.transaction(on: database) {
        try MemberAPI.changePoints(
          member, by: points, reason: reason, reference: reference, on: database)
      }
    }
    let spent = try change(-200, .redeem, order)
    #expect(spent.points == 300 && spent.growth == 500 && spent.event?.change == -200)
    let again = try change(-200, .redeem, order)
    #expect(again.points == 300 && again.event == nil)
    #expect(throws: MemberRefusal.pointsConflict) { try change(-201, .redeem, order) }
    #expect(throws: MemberRefusal.pointsInsufficient(requested: 301, available: 300)) {
      try change(-301, .redeem, MemberDesk.number("o"))
    }
    let back = try change(200, .refund, order)
    #expect(back.points == 500 && back.growth == 500)
    let facts = try #require(try MemberAPI.facts(member, on: database))
    #expect(facts.points == 500 && facts.level == 1 && facts.isActive)
    #expect(facts.earnRate == (try Rate(whole: 1)))
    #expect(try MemberAPI.facts(999_999_999, on: database) == nil)
  }
}
