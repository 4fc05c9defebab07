import EventStream
import Foundation
import MariaDBClient
import StackKit
import Testing

/// Aim: what a job cannot do is counted before each further attempt, put aside after ten and shown,
/// and keeps no other waiting.
@Suite(.serialized) struct PutAsideTests {
  let desk: MemberDesk
  let client: APIClient
  let database: DatabaseConnection

  init() throws {
    desk = try MemberDesk()
    client = desk.client()
    let layout = desk.stack.layout
    let password = try String(contentsOfFile: layout.secret("database-worker"), encoding: .utf8)
    database = DatabaseConnection(
      settings: DatabaseOptions(
        endpoint: .socket(layout.socket("mariadb")), user: "erp_worker", password: password,
        database: "erp"))
  }

  private struct Refusal: Error {}

  private func rows(_ kind: String) throws -> [[String]] {
    try desk.stack.sql(
      "SELECT object_key, attempts, status FROM put_aside WHERE kind = '\(kind)' "
        + "ORDER BY object_key")
  }

  @Test func attemptsAreCountedBeforeTheyAreMade() throws {
    let kind = "t\(UInt32.random(in: 0...UInt32.max))"
    let things = PutAside(kind)
    let first = try #require(try things.due(["a"], on: database).first)
    // The first round may follow upon a process that ended in its midst.
    let seen = try things.attempt(first, on: database) { try rows(kind) }
    #expect(seen == [["a", "1", "retry"]])
    #expect(try rows(kind) == [])
    things.roundEnded()
    // From then on an undisturbed attempt costs no write.
    #expect(try things.attempt(first, on: database) { try rows(kind) } == [])
    #expect(try things.attempt(first, on: database) { throw Refusal() } == nil)
    #expect(try rows(kind) == [["a", "1", "retry"]])
    #expect(try things.due(["a", "b"], on: database).map(\.key) == ["b"])
    for attempt in 2...10 {
      try desk.stack.sql("UPDATE put_aside SET next_at = NOW(6) WHERE kind = '\(kind)'")
      let again = try #require(try things.due(["a"], on: database).first)
      let counted = try things.attempt(again, on: database) { () -> Int in
        #expect(try rows(kind) == [["a", "\(attempt)", "retry"]])
        throw Refusal()
      }
      #expect(counted == nil)
    }
    #expect(try rows(kind) == [["a", "10", "dead"]])
    try desk.stack.sql("UPDATE put_aside SET next_at = NOW(6) WHERE kind = '\(kind)'")
    #expect(try things.due(["a"], on: database).isEmpty)
    let shown = try EventAdmin.putAside(after: (kind, ""), limit: 1, on: database)
    #expect(shown.first?.key == "a" && shown.first?.attempts == 10)
    #expect(shown.first?.lastError.contains("Refusal") == true)
    #expect(try EventAdmin.replayPutAside(kind: kind, on: database) == 1)
    let last = try #require(try things.due(["a"], on: database).first)
    #expect(try things.attempt(last, on: database) { 7 } == 7)
    #expect(try rows(kind) == [])
  }

  /// A process that ends in each attempt leaves nothing but the count; after ten it is over.
  @Test func whoEndsTheProcessIsPutAside() throws {
    let kind = "t\(UInt32.random(in: 0...UInt32.max))"
    try desk.stack.sql(
      "INSERT INTO put_aside (kind, object_key, status, attempts, next_at, last_error, first_at, "
        + "last_at) VALUES ('\(kind)', 'a', 'retry', 10, NOW(6), 'x', NOW(6), NOW(6))")
    let things = PutAside(kind)
    let one = try #require(try things.due(["a"], on: database).first)
    let made = try things.attempt(one, on: database) { () -> Bool in
      Issue.record("an eleventh attempt")
      return true
    }
    #expect(made == nil)
    #expect(try rows(kind) == [["a", "10", "dead"]])
  }

  /// A lot that cannot be ended is put aside, and the member's other lots go.
  @Test func aBadLotKeepsNoOtherWaiting() throws {
    let (bad, good) = (try desk.member(client), try desk.member(client))
    for member in [bad, good] {
      try desk.change(
        member, by: 10, "adjust", expiresAt: "2040-01-01T00:00:00Z", on: client)
    }
    let found = try desk.stack.sql("SELECT lot_id FROM point_lot WHERE member_id = \(bad)")
    let lot = try #require(found.first?.first)
    // The log says already what the sweep is going to say, of somebody else.
    try desk.stack.sql(
      "INSERT INTO point_change (member_id, reason, ref_no, points_change, debt_change, "
        + "growth_change, points, growth, level) "
        + "VALUES (\(good), 'expire', 'lot-\(lot)', 0, 0, 0, 10, 0, 1); "
        + "UPDATE point_lot SET expires_at = NOW(6) - INTERVAL 1 SECOND "
        + "WHERE member_id IN (\(bad), \(good))")
    try desk.wait(for: 0) { try client.get("/member/\(good)").int("points") ?? -1 }
    try desk.wait(for: [["10", "dead"]], seconds: 60) {
      try desk.stack.sql(
        "UPDATE put_aside SET next_at = NOW(6) WHERE kind = 'overdue_lot' "
          + "AND object_key = '\(lot)'; SELECT attempts, status FROM put_aside "
          + "WHERE kind = 'overdue_lot' AND object_key = '\(lot)'")
    }
    #expect(try client.get("/member/\(bad)").int("points") == 10)
    try desk.stack.sql(
      "DELETE FROM point_change WHERE reason = 'expire' AND ref_no = 'lot-\(lot)'")
    #expect(
      try EventAdmin.replayPutAside(kind: "overdue_lot", key: lot, on: database) == 1)
    try desk.wait(for: 0) { try client.get("/member/\(bad)").int("points") ?? -1 }
    try desk.wait(for: 0) { try rows("overdue_lot").count { $0[0] == lot } }
    #expect(try desk.faults(client) == [])
  }
}
