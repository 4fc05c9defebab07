import FaultKit
import Foundation
import Kernel
import StackKit

/// Rounds of load with faults; after each, the books are compared with what the clients were told.
struct FaultRun {
  /// Faults of one round; then all has to become quiet.
  private static let perRound = 5
  /// Seconds until every event is done, after the last fault of a round.
  private static let quietSeconds = 90.0

  private let only: Int?
  private let seed: UInt64
  private var scene: FaultScene
  private var faults: FaultStack { scene.faults }
  /// What is still to be drawn: every fault comes once before any comes twice.
  private var deck: [Fault] = []
  var report: FaultReport

  init(_ faults: FaultStack, seed: UInt64, only: Int?) {
    self.only = only
    self.seed = seed
    scene = FaultScene(faults: faults, random: SeededGenerator(seed: seed))
    report = FaultReport(seed: seed)
  }

  mutating func go(seconds: Double) throws {
    let began = Date()
    var round: UInt64 = 0
    while round == 0 || Date().timeIntervalSince(began) < seconds {
      round += 1
      try self.round(round)
      report.seconds = Date().timeIntervalSince(began)
    }
  }

  private mutating func round(_ number: UInt64) throws {
    try logInAgain()
    let known = Set(report.details)
    let load = try MixedLoad(faults, seed: seed &* 1_000 &+ number)
    for _ in 0..<Self.perRound {
      usleep(scene.seconds(0.3...1.0))
      inject(try draw())
    }
    usleep(500_000)
    let ledger = load.finish()
    report.add(ledger)
    do {
      _ = try faults.waitForQuiet(seconds: Self.quietSeconds)
    } catch {
      report.faults.append("round \(number): \(error)")
    }
    report.add(try ledger.compare(with: faults.stack))
    try audit("round \(number)")
    let news = report.details.filter { !known.contains($0) }
    let state = news.isEmpty ? "books right" : "NOT CLEAN"
    say("  round \(number): \(ledger.log.acknowledged) acknowledged, \(state)")
    for line in news.prefix(20) { say("    ! \(line.prefix(1000))") }
  }

  /// A token lives for half an hour.
  private mutating func logInAgain() throws { scene.faults = try FaultStack(faults.stack) }

  private mutating func draw() throws -> Fault {
    if deck.isEmpty {
      deck = FaultCatalogue.done.filter { only == nil || $0.number == only }
        .shuffled(using: &scene.random)
    }
    guard let fault = deck.popLast() else { throw StackFault("no such fault in this run") }
    return fault
  }

  private mutating func inject(_ fault: Fault) {
    guard case .done(let body) = fault.way else { return }
    say("  \(fault.number) \(fault.name)")
    report.injected += 1
    do {
      try body(&scene)
    } catch {
      report.faults.append("\(fault.number) \(fault.name): \(error)")
      say("    \(error)")
    }
  }

  /// Orders of earlier rounds expire at any time, so an event may be on its way just now. What is
  /// broken stays so: it is found three times.
  private mutating func audit(_ when: String) throws {
    var last = ""
    for attempt in 1...3 {
      let result = try faults.stack.operate("audit", "--grace", "0")
      if result.status == 0 { return }
      last = result.output
      say("    audit \(attempt) of 3: \(last.prefix(1000))")
      sleep(2)
    }
    report.findings.append("\(when): \(last)")
  }

  /// The negative controls: damage that the comparison must find, or its silence proves nothing.
  mutating func controls() throws {
    try logInAgain()
    for (name, damage) in [("lost", Self.lose), ("doubled", Self.double)] {
      let load = try MixedLoad(faults, seed: seed)
      sleep(2)
      let ledger = load.finish()
      try faults.waitForQuiet(seconds: Self.quietSeconds)
      guard let order = ledger.orders.first(where: { $0.status == "paid" }) else {
        throw StackFault("no paid order to damage")
      }
      try damage(faults.stack, order.number)
      let found = try ledger.compare(with: faults.stack)
      report.control(name, isFound: !found.isExact)
    }
  }

  /// An acknowledged payment is gone.
  private static func lose(_ stack: Stack, _ number: String) throws {
    try stack.sql(
      """
      DELETE p FROM sales_payment p JOIN sales_order o ON o.order_id = p.order_id \
      WHERE o.order_no = '\(number)'
      """)
  }

  /// A paid order's goods left twice.
  private static func double(_ stack: Stack, _ number: String) throws {
    try stack.sql(
      """
      UPDATE stock_balance b JOIN stock_move m ON m.sku_id = b.sku_id \
      AND m.warehouse_id = b.warehouse_id SET b.on_hand = b.on_hand + m.quantity \
      WHERE m.ref_type = 'sale' AND m.ref_no = '\(number)'
      """)
  }
}
