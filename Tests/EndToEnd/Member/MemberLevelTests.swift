import Foundation
import StackKit
import Synchronization
import Testing

/// Aim: a new table of levels reaches every member, also those that change meanwhile. On a stack of
/// its own: the levels are everybody's.
@Suite(.serialized) struct MemberLevelTests {
  private static let started = Result {
    try Stack.start(directory: SharedStack.directory("member-levels"))
  }

  private func put(_ minimums: [Int], _ client: APIClient) throws -> APIAnswer {
    let present = try client.get("/member/level/list")
    let levels = minimums.enumerated().map { index, growth in
      ["level": index + 1, "name": "L\(index + 1)", "min_growth": growth, "earn_rate": "1.5"]
        as [String: Any]
    }
    return try client.put(
      "/member/level", ["version": present.int("0.version") ?? 0, "levels": levels])
  }

  @Test func aTableIsReplacedAsAWhole() throws {
    let client = try APIClient.admin(of: Self.started.get())
    let before = try client.get("/member/level/list")
    #expect(before.items.first?["min_growth"] as? Int == 0, "\(before.http.text)")
    let put = try put([0, 10, 20], client)
    #expect(put.status == 200 && put.items.count == 3, "\(put.http.text)")
    #expect(put.int("0.version") == (before.int("0.version") ?? 0) + 1)
    #expect(try client.get("/member/level/list").dataText == put.dataText)
    let levels = [["level": 1, "name": "x", "min_growth": 0, "earn_rate": 1]]
    let stale = try client.put(
      "/member/level", ["version": before.int("0.version") ?? 0, "levels": levels])
    #expect(stale.status == 412 && stale.error == "version.stale", "\(stale.http.text)")
    let none = try self.put([5, 10], client)
    #expect(none.status == 400 && none.details.first?["field"] as? String == "levels")
  }

  @Test func everyMemberFollows() throws {
    let stack = try Self.started.get()
    let client = try APIClient.admin(of: stack)
    _ = try put([0, 100, 200], client)
    let members = try (0..<6).map { number in
      let made = try client.post(
        "/member/register", ["name": "会员", "phone": MemberDesk.phone()])
      let id = try #require(made.int("member_id"))
      _ = try client.post(
        "/member/point/change",
        [
          "member_id": id, "change": number * 50 + 1, "reason": "earn",
          "ref_no": MemberDesk.number(),
        ])
      return id
    }
    // Many more than a step of the worker takes.
    try stack.sql(
      "INSERT INTO member (name, phone, level, level_version, created_by) "
        + "SELECT 'x', CONCAT('p', seq), 1, 1, 1 FROM seq_1_to_1200")
    let token = client.token
    Crowd.run(7) { number in
      let hand = APIClient(stack)
      hand.token = token
      if number == 6 {
        for table in [[0, 50], [0, 1, 2, 3], [0, 120, 180]] { _ = try? self.put(table, hand) }
        return
      }
      for _ in 0..<20 {
        _ = try? hand.post(
          "/member/point/change",
          [
            "member_id": members[number], "change": 1, "reason": "earn",
            "ref_no": MemberDesk.number(),
          ])
      }
    }
    let behind =
      "SELECT COUNT(*) FROM member m WHERE level <> "
      + "(SELECT MAX(l.level) FROM member_level l WHERE l.min_growth <= m.growth) "
      + "OR level_version <> (SELECT version FROM member_level_table)"
    let end = Date().addingTimeInterval(30)
    while try stack.sql(behind) != [["0"]], Date() < end { usleep(50_000) }
    #expect(try stack.sql(behind) == [["0"]])
    let levels = try members.map { try client.get("/member/\($0)").int("level") }
    // Growths 21, 71, 121, 171, 221 and 271 in the last table.
    #expect(levels == [1, 1, 2, 2, 3, 3])
    let audit = try client.get("/ops/audit").object["checks"] as? [[String: Any]] ?? []
    let findings = audit.filter { $0["invariant"] as? Int == 6 }
      .flatMap { $0["findings"] as? [String] ?? [] }
    #expect(findings == [])
  }
}
