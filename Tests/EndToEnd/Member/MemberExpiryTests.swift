import Foundation
import StackKit
import Testing

/// Aim: points are spent in the order in which they would be lost, and are lost on time.
@Suite struct MemberExpiryTests {
  let desk: MemberDesk
  let client: APIClient

  init() throws {
    desk = try MemberDesk()
    client = desk.client()
  }

  private func remaining(_ member: Int) throws -> [String] {
    try desk.stack.sql(
      "SELECT remaining FROM point_lot WHERE member_id = \(member) ORDER BY lot_id"
    ).compactMap(\.first)
  }

  @Test func theEarliestGoFirst() throws {
    let member = try desk.member(client)
    for expiry in [nil, "2040-06-01T00:00:00Z", "2040-05-01T00:00:00Z", nil] {
      try desk.change(member, by: 10, "earn", expiresAt: expiry, on: client)
    }
    try desk.change(member, by: -15, "redeem", on: client)
    #expect(try remaining(member) == ["10", "5", "0", "10"])
    try desk.change(member, by: -6, "redeem", on: client)
    #expect(try remaining(member) == ["9", "0", "0", "10"])
    #expect(try desk.change(member, by: -19, "redeem", on: client).int("points") == 0)
  }

  /// However many lots there are, those that end are spent before those that stay.
  @Test func manyLotsAreSpentInOrder() throws {
    let member = try desk.member(client)
    try desk.change(member, by: 10, "adjust", on: client)
    try desk.stack.sql(
      "START TRANSACTION; "
        + "INSERT INTO point_lot (member_id, points, remaining, expires_at) "
        + "SELECT \(member), 1, 1, '2040-01-01' + INTERVAL 200 - seq DAY FROM seq_1_to_120; "
        + "INSERT INTO point_lot (member_id, points, remaining) SELECT \(member), 1, 1 "
        + "FROM seq_1_to_120; INSERT INTO point_change (member_id, reason, ref_no, points_change, "
        + "growth_change, points, growth, level) VALUES (\(member), 'adjust', "
        + "'\(MemberDesk.number())', 240, 0, 250, 0, 1); "
        + "UPDATE member SET points = 250 WHERE member_id = \(member); COMMIT")
    func open() throws -> [[String]] {
      try desk.stack.sql(
        "SELECT COUNT(expires_at), COUNT(*), SUM(remaining), MIN(expires_at) FROM point_lot "
          + "WHERE member_id = \(member) AND is_open = TRUE")
    }
    try desk.change(member, by: -60, "redeem", on: client)
    #expect(try open() == [["60", "181", "190", "2040-05-20 00:00:00.000000"]])
    try desk.change(member, by: -65, "redeem", on: client)
    #expect(try open() == [["0", "121", "125", "NULL"]])
    let refused = try desk.change(member, by: -126, "redeem", on: client)
    #expect(refused.status == 409 && refused.details.first?["available"] as? Int == 125)
    #expect(try desk.change(member, by: -125, "redeem", on: client).int("points") == 0)
    #expect(try desk.faults(client) == [])
  }

  @Test func lotsPastTheirDateExpire() throws {
    let member = try desk.member(client)
    try desk.change(member, by: 100, "earn", expiresAt: "2040-06-01T00:00:00Z", on: client)
    try desk.change(member, by: 40, "earn", on: client)
    try desk.change(member, by: 7, "earn", expiresAt: "2040-06-01T00:00:00Z", on: client)
    try desk.change(member, by: -30, "redeem", on: client)
    try desk.stack.sql(
      "UPDATE point_lot SET expires_at = NOW(6) - INTERVAL 1 SECOND "
        + "WHERE member_id = \(member) AND expires_at IS NOT NULL")
    // Whether the worker came by or not, what is over cannot be spent.
    let refused = try desk.change(member, by: -41, "redeem", on: client)
    #expect(refused.status == 409, "\(refused.http.text)")
    try desk.wait(for: 40) { try client.get("/member/\(member)").int("points") ?? -1 }
    #expect(try client.get("/member/\(member)").int("growth") == 147)
    let expired = try client.get("/member/\(member)/point/list?reason=expire")
    #expect(expired.items.compactMap { $0["change"] as? Int }.sorted() == [-70, -7])
    #expect(try remaining(member) == ["0", "40", "0"])
    let events = try desk.stack.sql(
      "SELECT COUNT(*) FROM outbox WHERE type = 'MemberPointChanged' "
        + "AND event_key = '\(member)'")
    #expect(events == [["6"]])
    #expect(try desk.faults(client) == [])
  }
}
