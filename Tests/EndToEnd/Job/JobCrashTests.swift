import Foundation
import Kernel
import StackKit
import Synchronization
import Testing

/// Aim: a responder that is killed in the middle of its work loses no report and takes none twice,
/// when terminals simply send again what got no answer. On a stack of its own.
@Suite struct JobCrashTests {
  private static let hands = 6
  private static let orders = 4
  private static let steps = 30

  @Test func killedInTheMiddle() throws {
    let shop = try JobWorkshop(own: "job-crash")
    defer { try? shop.stack.shutdown() }
    // Each hand reports a piece of each operation in turn, of each order.
    let plan = Self.hands * Self.steps
    let orders = try (0..<Self.orders).map { _ in
      try shop.started("\(plan)", operations: [10, 20])
    }
    let (stack, token) = (shop.stack, shop.client.token)
    let isOver = Atomic(false)
    let killer = Thread {
      while !isOver.load(ordering: .acquiring) {
        usleep(250_000)
        try? stack.kill("job", SIGKILL)
      }
    }
    killer.start()
    let missing = Crowd.run(Self.hands) { hand in
      let client = APIClient(stack, timeout: 5)
      client.token = token
      return (0..<Self.steps).reduce(0) { missing, step in
        missing
          + orders.indices.reduce(0) { missing, index in
            missing
              + [10, 20].count { operation in
                let number = "crash-\(hand)-\(step)-\(index)-\(operation)"
                let body = JobWorkshop.report(orders[index], number, "1", op: operation)
                return !Self.isTaken(client, body)
              }
          }
      }
    }
    isOver.store(true, ordering: .releasing)
    #expect(missing.reduce(0, +) == 0)
    try stack.waitUntilReady("job")
    #expect(try stack.supervisor.status(of: "job").restarts > 0)
    for order in orders {
      #expect(try shop.status(order).string("mo_status") == "completed")
      #expect(try shop.onHand(order.product) == Decimal(plan))
      #expect(try shop.events("JobReported", order) == 2 * plan)
      #expect(try shop.events("MoCompleted", order) == 1)
    }
    try StackQuiet.wait(stack, shop.client)
    let audit = try stack.operate("audit")
    #expect(audit.status == 0, "\(audit.output)")
  }

  /// Sends until there is an answer. A piece that the operation before has just made may be counted
  /// only after a crash has been got over, never before.
  private static func isTaken(_ client: APIClient, _ body: JobWorkshop.Body) -> Bool {
    for _ in 0..<200 {
      if (try? client.post("/job/report", body))?.status == 201 { return true }
      usleep(20_000)
    }
    return false
  }
}
