import Foundation
import Kernel
import MariaDBClient
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
      let offer = try MemberAPI.coupon(coupon, of: member, amount: amount, on: database)
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
      "/member/coupon/use", ["coupon_id": Int(coupon), "order_no": order])
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

  @Test func pointsChangeOnce() throws {
    let member = Int64(try desk.member(client))
    try desk.change(Int(member), by: 500, "earn", on: client)
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
