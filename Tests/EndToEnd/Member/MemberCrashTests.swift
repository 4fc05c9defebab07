import Foundation
import Kernel
import StackKit
import Synchronization
import Testing

/// Aim: a responder that is killed in the middle of its work loses no change of points and makes
/// none twice, when clients simply send again what got no answer. On a stack of its own.
@Suite struct MemberCrashTests {
  private static let hands = 6
  private static let steps = 40

  @Test func killedInTheMiddle() throws {
    let stack = try Stack.start(directory: SharedStack.directory("member-crash"))
    defer { try? stack.shutdown() }
    let client = try APIClient.admin(of: stack)
    let made = try client.post(
      "/member/register", ["name": "会员", "phone": MemberDesk.phone()])
    let member = try #require(made.int("member_id"))
    let token = client.token
    let isOver = Atomic(false)
    let killer = Thread {
      while !isOver.load(ordering: .acquiring) {
        usleep(250_000)
        try? stack.kill("member", SIGKILL)
      }
    }
    killer.start()
    let missing = Crowd.run(Self.hands) { hand in
      let hands = APIClient(stack, timeout: 5)
      hands.token = token
      return (0..<Self.steps).count { step in
        let body: [String: Any] = [
          "member_id": member, "change": step % 3 == 2 ? -1 : 10,
          "reason": step % 3 == 2 ? "redeem" : "earn", "ref_no": "crash-\(hand)-\(step)",
        ]
        for _ in 0..<100 {
          let answer = try? hands.post("/member/point/change", body)
          if answer?.status == 200 { return false }
          usleep(20_000)
        }
        return true
      }
    }
    isOver.store(true, ordering: .releasing)
    #expect(missing.reduce(0, +) == 0)
    try stack.waitUntilReady("member")
    #expect(try stack.supervisor.status(of: "member").restarts > 0)
    let losses = (0..<Self.steps).count { $0 % 3 == 2 }
    let expected = Self.hands * ((Self.steps - losses) * 10 - losses)
    let books = try stack.sql(
      "SELECT points, (SELECT SUM(remaining) FROM point_lot), "
        + "(SELECT SUM(points_change) FROM point_change), (SELECT COUNT(*) FROM point_change), "
        + "(SELECT COUNT(*) FROM outbox WHERE type = 'MemberPointChanged') "
        + "FROM member WHERE member_id = \(member)")
    let count = "\(Self.hands * Self.steps)"
    #expect(books == [["\(expected)", "\(expected)", "\(expected)", count, count]])
  }
}
