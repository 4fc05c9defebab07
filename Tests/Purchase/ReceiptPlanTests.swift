import Kernel
import PurchaseDomain
import Testing

/// What deliveries and returns make of an order's lines.
@Suite struct ReceiptPlanTests {
  static func quantity(_ text: String) throws -> Quantity { try Quantity(parsing: text) }

  static func lines(_ quantities: String...) throws -> [PurchaseLine] {
    try quantities.enumerated().map { index, text in
      PurchaseLine(
        lineNumber: index + 1, skuID: Int64(100 + index), name: "thing",
        quantity: try quantity(text), price: try UnitPrice(parsing: "1.5"), amount: .zero)
    }
  }

  static func entry(
    _ line: Int, _ quantity: String, rejected: String = "0"
  ) throws -> LineQuantity {
    LineQuantity(
      lineNumber: line, quantity: try Self.quantity(quantity),
      rejected: try Self.quantity(rejected))
  }

  @Test func aPartThenTheRest() throws {
    let first = try ReceiptPlan.plan(
      Self.lines("10", "4"), status: .approved, delivered: [Self.entry(1, "6", rejected: "2")],
      tolerance: .zero)
    #expect(first.status == .partReceived)
    #expect(first.parts.map(\.accepted) == [try Self.quantity("4")])
    let second = try ReceiptPlan.plan(
      first.lines, status: first.status, delivered: [Self.entry(2, "4"), Self.entry(1, "6")],
      tolerance: .zero)
    #expect(second.status == .received && second.excesses.isEmpty)
    #expect(second.parts.map(\.lineNumber) == [1, 2])
  }

  @Test func linesNamedTwiceAreSummed() throws {
    let plan = try ReceiptPlan.plan(
      Self.lines("10"), status: .approved,
      delivered: [Self.entry(1, "6", rejected: "1"), Self.entry(1, "4.0001", rejected: "2")],
      tolerance: .zero)
    #expect(plan.parts.count == 1)
    #expect(plan.excesses.map(\.received) == [try Self.quantity("10.0001")])
  }

  @Test func theToleranceIsRoundedDown() throws {
    let tolerance = try Rate(parsing: "0.05")
    let line = try Self.lines("0.0019")[0]
    #expect(line.limit(tolerance) == (try Self.quantity("0.0019")))
    #expect(try Self.lines("10")[0].limit(tolerance) == Self.quantity("10.5"))
  }

  @Test func onlyApprovedOrdersTakeGoods() throws {
    for status in [PurchaseStatus.draft, .rejected, .closed] {
      #expect(throws: PurchaseRefusal.wrongStatus(status)) {
        try ReceiptPlan.plan(
          Self.lines("1"), status: status, delivered: [Self.entry(1, "1")], tolerance: .zero)
      }
    }
    #expect(throws: PurchaseRefusal.linesNotFound([2])) {
      try ReceiptPlan.plan(
        Self.lines("1"), status: .approved, delivered: [Self.entry(2, "1")], tolerance: .zero)
    }
  }

  @Test func noMoreGoesBackThanWasTaken() throws {
    let plan = try ReceiptPlan.plan(
      Self.lines("10"), status: .approved, delivered: [Self.entry(1, "10", rejected: "3")],
      tolerance: .zero)
    let receipts = [
      ReturnableReceipt(
        receiptID: 1, number: "R", lineNumber: 1, quantity: try Self.quantity("7"))
    ]
    let back = try ReturnPlan.plan(
      plan.lines, status: plan.status, returned: [Self.back(1, "3"), Self.back(1, "4")],
      receipts: receipts)
    #expect(back.parts.map(\.quantity) == [try Self.quantity("7")])
    #expect(throws: PurchaseRefusal.self) {
      try ReturnPlan.plan(
        back.lines, status: .received, returned: [Self.back(1, "0.0001")], receipts: [])
    }
  }

  static func back(
    _ line: Int, _ quantity: String, of receipt: String? = nil
  ) throws -> ReturnDemand {
    ReturnDemand(
      lineNumber: line, quantity: try Self.quantity(quantity), receiptNumber: receipt)
  }

  /// What was rejected or went back does not count as taken: as much may come in its place.
  @Test func rejectedGoodsAreReplaced() throws {
    let rejected = try ReceiptPlan.plan(
      Self.lines("10"), status: .approved, delivered: [Self.entry(1, "10", rejected: "10")],
      tolerance: .zero)
    #expect(rejected.excesses.isEmpty && rejected.status == .partReceived)
    let replaced = try ReceiptPlan.plan(
      rejected.lines, status: rejected.status, delivered: [Self.entry(1, "10")],
      tolerance: .zero)
    #expect(replaced.excesses.isEmpty && replaced.status == .received)
    let more = try ReceiptPlan.plan(
      replaced.lines, status: replaced.status, delivered: [Self.entry(1, "0.0001")],
      tolerance: .zero)
    #expect(more.excesses.map(\.received) == [try Self.quantity("10.0001")])
  }

  @Test func whatWentBackIsReplacedAndReopensNothing() throws {
    let full = try ReceiptPlan.plan(
      Self.lines("10"), status: .approved, delivered: [Self.entry(1, "10")], tolerance: .zero)
    let receipts = [
      ReturnableReceipt(
        receiptID: 1, number: "R", lineNumber: 1, quantity: try Self.quantity("10"))
    ]
    let back = try ReturnPlan.plan(
      full.lines, status: full.status, returned: [Self.back(1, "4")], receipts: receipts)
    let tooMuch = try ReceiptPlan.plan(
      back.lines, status: full.status, delivered: [Self.entry(1, "4.0001")], tolerance: .zero)
    #expect(!tooMuch.excesses.isEmpty)
    let again = try ReceiptPlan.plan(
      back.lines, status: full.status, delivered: [Self.entry(1, "4")], tolerance: .zero)
    #expect(again.excesses.isEmpty && again.status == .received)
  }

  /// Whatever is delivered in whatever order: what is over is named, and nothing else.
  @Test(arguments: 0..<20) func excessesAreExact(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var lines = try Self.lines("10", "20", "30")
    let tolerance = try Rate(checking: Int64.random(in: 0...2000, using: &random))
    var status = PurchaseStatus.approved
    for _ in 0..<30 {
      let delivered = try (0..<Int.random(in: 1...4, using: &random)).map { _ in
        LineQuantity(
          lineNumber: Int.random(in: 1...3, using: &random),
          quantity: try Quantity(checking: Int64.random(in: 1...30_000, using: &random)))
      }
      let plan = try ReceiptPlan.plan(
        lines, status: status, delivered: delivered, tolerance: tolerance)
      let over = plan.lines.filter { line in
        delivered.contains { $0.lineNumber == line.lineNumber }
          && Int128(line.received.scaled) * 10_000
            > Int128(line.quantity.scaled) * Int128(10_000 + tolerance.scaled)
      }
      #expect(plan.excesses.map(\.lineNumber) == over.map(\.lineNumber), "seed \(seed)")
      if plan.excesses.isEmpty { (lines, status) = (plan.lines, plan.status) }
    }
  }
}
