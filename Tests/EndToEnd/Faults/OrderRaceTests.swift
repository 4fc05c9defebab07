import FaultKit
import Foundation
import Kernel
import StackKit
import Synchronization
import Testing

extension FaultTests {
  /// Payment, cancellation and expiry want the same order: one gets it.
  @Test(arguments: [UInt64(61)])
  func oneOfPaymentCancellationAndExpiryWins(seed: UInt64) throws {
    let faults = try FaultStack.start("races", orderTTLSeconds: 5)
    defer { try? faults.stack.shutdown() }
    try OrderRace(faults, seed: seed).run()
  }
}

/// 200 orders; a payer and a canceller for each, some at once, some when the order's time is over.
private struct OrderRace {
  private static let pairs = 8
  private static let each = 25
  /// The shortest that the settings allow.
  private static let lifetime = 5.0

  private struct Outcome {
    var paid: Set<String> = []
    var cancelled: Set<String> = []
    var refusals: [String: Int] = [:]
    var faults: [String] = []
  }

  private final class Referee: Sendable {
    let outcome = Mutex(Outcome())

    func note(_ number: String, isPayment: Bool, _ call: () throws -> APIAnswer) {
      let answer = Result { try call() }
      outcome.withLock { outcome in
        switch answer {
        case .failure(let error): outcome.faults.append("\(error)")
        case .success(let answer) where answer.status == 200:
          if isPayment {
            outcome.paid.formUnion([number])
          } else {
            outcome.cancelled.formUnion([number])
          }
        case .success(let answer) where answer.status == 409:
          outcome.refusals[answer.error ?? "", default: 0] += 1
        case .success(let answer): outcome.faults.append("\(answer.status) \(answer.http.text)")
        }
      }
    }
  }

  private let faults: FaultStack
  private let seed: UInt64
  private let sku: Int
  private let channel: String

  init(_ faults: FaultStack, seed: UInt64) throws {
    self.faults = faults
    self.seed = seed
    sku = try faults.newGoods(1, quantity: 1000)[0]
    channel = faults.newChannel()
  }

  func run() throws {
    let referee = Referee()
    Crowd.run(Self.pairs) { pair in
      do {
        try race(UInt64(pair), referee)
      } catch {
        referee.outcome.withLock { $0.faults.append("\(error)") }
      }
    }
    let result = referee.outcome.withLock { $0 }
    try waitUntilNoneIsOpen()
    try faults.waitForQuiet()
    let stored = try faults.stack.sql(
      "SELECT order_no, status FROM sales_order WHERE channel = '\(channel)'")
    let wrong = stored.filter { row in
      let isPaid = result.paid.contains(row[0])
      let isCancelled = result.cancelled.contains(row[0])
      let expected = isPaid ? "paid" : isCancelled ? "cancelled" : "expired"
      return row[1] != expected || isPaid && isCancelled
    }
    let expired = stored.filter { $0[1] == "expired" }.count
    FaultStack.say(
      """
      pay, cancel and expiry at once, seed \(seed): orders \(stored.count), paid \
      \(result.paid.count), cancelled \(result.cancelled.count), expired \(expired), wrong \
      \(wrong.count), refusals \(result.refusals)
      """)
    #expect(result.faults.isEmpty, "\(result.faults.prefix(5)), seed \(seed)")
    #expect(stored.count == Self.pairs * Self.each, "seed \(seed)")
    #expect(wrong == [], "seed \(seed)")
    #expect(result.paid.count > 10 && result.cancelled.count > 10 && expired > 10, "no race")
    let level = try faults.stack.sql(
      "SELECT on_hand, locked FROM stock_balance WHERE sku_id = \(sku) AND warehouse_id = 1")
    #expect(level == [["\(1000 - result.paid.count).0000", "0.0000"]], "seed \(seed)")
    try faults.audit()
  }

  private func race(_ pair: UInt64, _ referee: Referee) throws {
    let client = faults.client()
    var later: [(number: String, due: Date)] = []
    for index in 0..<Self.each {
      let answer = try client.post(
        "/order/create",
        ["channel": channel, "store_id": 1, "lines": FaultStack.lines([sku: 1])])
      guard let number = answer.string("order_no") else { throw StackFault(answer.http.text) }
      // Every third is fought over while it is fresh.
      if index % 3 == 0 {
        fight([(number, Date())], spread: 0, pair, referee)
      } else {
        later.append((number, Date().addingTimeInterval(Self.lifetime)))
      }
    }
    fight(later, spread: 1, pair, referee)
  }

  /// One thread pays, one cancels: each order at its time, give or take `spread` seconds.
  private func fight(
    _ orders: [(number: String, due: Date)], spread: Double, _ pair: UInt64, _ referee: Referee
  ) {
    Crowd.run(2) { side in
      let client = faults.client()
      var random = SeededGenerator(seed: seed &* 100 &+ pair &* 2 &+ UInt64(side))
      // More after than before: the sweeper comes once a second.
      let times = orders.map { order in
        let shift = spread == 0 ? 0 : Double.random(in: -spread / 2...spread, using: &random)
        return (number: order.number, due: order.due.addingTimeInterval(shift))
      }
      for order in times.sorted(by: { $0.due < $1.due }) {
        let wait = order.due.timeIntervalSinceNow
        if wait > 0 { Thread.sleep(forTimeInterval: wait) }
        referee.note(order.number, isPayment: side == 0) {
          if side == 0 {
            let tender = ["method": "cash", "amount": "1.00"]
            return try client.post(
              "/order/pay", ["order_no": order.number, "payments": [tender]])
          }
          return try client.post("/order/cancel", ["order_no": order.number])
        }
      }
    }
  }

  private func waitUntilNoneIsOpen() throws {
    let end = Date().addingTimeInterval(10)
    while Date() < end {
      let open = try faults.stack.sql(
        "SELECT COUNT(*) FROM sales_order WHERE channel = '\(channel)' AND status = 'created'")
      if open == [["0"]] { return }
      usleep(100_000)
    }
    Issue.record("orders do not expire, seed \(seed)")
  }
}
