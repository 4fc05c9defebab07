import Foundation
import StackKit
import Synchronization
import Testing

/// Aim: a worker that is killed in the middle of its issues issues each order once in the end, and
/// none in part. On a stack of its own.
@Suite struct ProductionCrashTests {
  private static let orders = 60

  @Test func killedInTheMiddleOfIssues() throws {
    let workshop = try Workshop(own: "production-crash")
    defer { try? workshop.stack.shutdown() }
    let product = try workshop.newSKUs(1)[0]
    let parts = try workshop.newSKUs(8)
    try workshop.template(product, parts.map { ($0, "1.5", "0.1") })
    // Enough for fifty; the other ten are short.
    try workshop.receive(
      Dictionary(uniqueKeysWithValues: parts.map { ($0, $0 == parts[3] ? "82.5" : "1000") }))
    let orders = try (0..<Self.orders).map { _ in try workshop.released(product, "1") }
    let (stack, token) = (workshop.stack, workshop.client.token)
    let isOver = Atomic(false)
    let killer = Thread {
      while !isOver.load(ordering: .acquiring) {
        try? stack.kill("worker", SIGKILL)
        usleep(UInt32.random(in: 150_000...500_000))
      }
    }
    killer.start()
    let starts = try Crowd.run(4) { hand in
      let other = Workshop(stack, token: token)
      return try stride(from: hand, to: orders.count, by: 4).map { index in
        usleep(40_000)
        return try other.step("start", orders[index]).status
      }
    }.flatMap { $0 }
    #expect(starts == Array(repeating: 200, count: Self.orders))
    usleep(1_000_000)
    isOver.store(true, ordering: .releasing)
    try stack.waitUntilReady("worker")
    let statuses = try orders.map { try workshop.served($0, seconds: 90) }
    #expect(try stack.supervisor.status(of: "worker").restarts > 2)
    #expect(statuses.count { $0 == "issued" } == 50, "\(statuses)")
    #expect(statuses.count { $0 == "short" } == 10)
    let moves = try stack.sql(
      """
      SELECT COUNT(*), COUNT(DISTINCT ref_no), SUM(quantity) FROM stock_move
      WHERE ref_type = 'production'
      """)
    #expect(moves == [["400", "50", "-660.0000"]])
    #expect(try workshop.onHand(parts[3]) == 0)
    // What is short is issued by hand once there is enough.
    try workshop.receive([parts[3]: "16.5"])
    for (order, status) in zip(orders, statuses) where status == "short" {
      #expect(try workshop.step("issue", order).string("material_status") == "issued")
    }
    try StackQuiet.wait(stack, workshop.client)
    let audit = try stack.operate("audit")
    #expect(audit.status == 0, "\(audit.output)")
  }
}
