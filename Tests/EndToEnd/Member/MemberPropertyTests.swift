import Foundation
import Kernel
import StackKit
import Synchronization
import Testing

/// Aim: whatever many hands do at once and however often they repeat it, a member's points are what
/// the lots hold and what the log adds up to (property 10), and the level is what the growth gives
/// after every change (property 11).
@Suite(.serialized) struct MemberPropertyTests {
  private static let hands = 8
  private static let steps = 40

  @Test(arguments: [UInt64(1), 2, 3])
  func pointsAreLotsAndChanges(seed: UInt64) throws {
    let desk = try MemberDesk()
    let client = desk.client()
    let members = try (0..<3).map { _ in try desk.member(client) }
    let run = MemberDesk.number("p")
    let faults = Mutex<[String]>([])
    let done = Mutex<[String: Int]>([:])
    Crowd.run(Self.hands) { hand in
      var clerk = PointClerk(
        desk: desk, members: members, run: run,
        random: SeededGenerator(seed: seed &* 100 &+ UInt64(hand)))
      for _ in 0..<Self.steps {
        do {
          guard let step = try clerk.step() else { continue }
          // What has one reference has one member and one change: counted once, whoever was first.
          done.withLock { $0[step.reference] = step.change }
        } catch {
          faults.withLock { $0.append("\(error)") }
        }
      }
    }
    #expect(faults.withLock { $0 } == [], "seed \(seed)")
    for (index, member) in members.enumerated() {
      let sums = try desk.stack.sql(
        "SELECT points, (SELECT COALESCE(SUM(remaining), 0) FROM point_lot l "
          + "WHERE l.member_id = m.member_id), (SELECT COALESCE(SUM(points_change), 0) "
          + "FROM point_change c WHERE c.member_id = m.member_id) FROM member m "
          + "WHERE member_id = \(member)")
      let row = try #require(sums.first)
      #expect(Set(row).count == 1, "seed \(seed): \(row)")
      let expected = done.withLock {
        $0.filter { $0.key.hasSuffix("-\(index)") }.reduce(0) { $0 + $1.value }
      }
      #expect(row[0] == "\(expected)", "seed \(seed)")
    }
    #expect(try Self.brokenLevels(of: members, desk) == [], "seed \(seed)")
    #expect(try desk.faults(client) == [], "seed \(seed)")
  }

  /// Each change says what it led to, so the log shows every level that ever was.
  private static func brokenLevels(of members: [Int], _ desk: MemberDesk) throws -> [[String]] {
    let ids = members.map(String.init).joined(separator: ", ")
    return try desk.stack.sql(
      "SELECT c.change_id, c.growth, c.level FROM point_change c WHERE c.member_id IN (\(ids)) "
        + "AND c.level <> (SELECT MAX(l.level) FROM member_level l WHERE l.min_growth <= c.growth)")
  }
}

/// Changes points, drawn from a seed, and repeats what others have done.
private struct PointClerk {
  let client: APIClient
  let desk: MemberDesk
  let members: [Int]
  let run: String
  var random: SeededGenerator

  init(desk: MemberDesk, members: [Int], run: String, random: SeededGenerator) {
    self.desk = desk
    self.members = members
    self.run = run
    self.random = random
    client = desk.client()
  }

  struct Unexpected: Error, CustomStringConvertible {
    let description: String
  }

  /// What was changed; nil when there were not enough points.
  mutating func step() throws -> (reference: String, change: Int)? {
    // Few numbers, so that hands meet on them; all else follows from the number.
    let number = Int.random(in: 0..<150, using: &random)
    var content = SeededGenerator(seed: UInt64(number))
    let place = Int.random(in: members.indices, using: &content)
    let reasons = ["earn", "redeem", "adjust", "refund", "expire"]
    let reason = reasons[Int.random(in: reasons.indices, using: &content)]
    let size = Int.random(in: 1...900, using: &content)
    let change =
      switch reason {
      case "earn": size
      case "adjust": Bool.random(using: &content) ? size : -size
      default: -size
      }
    let expiry = change > 0 && Bool.random(using: &content) ? "2040-0\(1 + number % 9)-01" : nil
    let reference = "\(run)-\(number)-\(place)"
    let answer = try desk.change(
      members[place], by: change, reason, reference,
      expiresAt: expiry.map { "\($0)T00:00:00Z" }, on: client)
    if answer.status == 409, answer.error == "member.points_insufficient" { return nil }
    guard answer.status == 200, let points = answer.int("points"), points >= 0,
      let growth = answer.int("growth"), growth >= 0, answer.int("level") != nil
    else { throw Unexpected(description: answer.http.text) }
    return (reference, change)
  }
}
