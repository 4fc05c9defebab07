import Kernel
import PurchaseDomain
import Testing

/// Which receipts give back what a return takes.
@Suite struct ReturnPlanTests {
  private static func quantity(_ text: String) throws -> Quantity { try Quantity(parsing: text) }

  private static func line(_ number: Int, _ received: String) throws -> PurchaseLine {
    PurchaseLine(
      lineNumber: number, skuID: Int64(100 + number), name: "thing",
      quantity: try quantity("1000"), price: try UnitPrice(parsing: "1.5"), amount: .zero,
      received: try quantity(received))
  }

  private static func receipt(
    _ id: Int64, _ line: Int, _ quantity: String
  ) throws -> ReturnableReceipt {
    ReturnableReceipt(
      receiptID: id, number: "R\(id)", lineNumber: line, quantity: try Self.quantity(quantity))
  }

  private static func plan(
    _ returned: [ReturnDemand], received: String = "9",
    receipts: [ReturnableReceipt]? = nil
  ) throws -> ReturnPlan {
    try ReturnPlan.plan(
      [line(1, received), line(2, "5")], status: .received, returned: returned,
      receipts: try receipts
        ?? [receipt(3, 1, "2"), receipt(2, 2, "5"), receipt(2, 1, "3"), receipt(1, 1, "4")])
  }

  @Test func fromTheNewestOn() throws {
    let plan = try Self.plan([ReceiptPlanTests.back(1, "6"), ReceiptPlanTests.back(2, "1")])
    #expect(plan.parts.map(\.receiptNumber) == ["R3", "R2", "R1", "R2"])
    #expect(plan.parts.map(\.quantity.description) == ["2.0000", "3.0000", "1.0000", "1.0000"])
    #expect(plan.parts.map(\.lineNumber) == [1, 1, 1, 2])
    #expect(plan.lines.map(\.returned.description) == ["6.0000", "1.0000"])
  }

  /// What is named is taken first, so that the rest takes what it leaves.
  @Test func whatIsNamedFirst() throws {
    let plan = try Self.plan(
      [ReceiptPlanTests.back(1, "3"), ReceiptPlanTests.back(1, "1.5", of: "R3")])
    #expect(plan.parts.map(\.receiptNumber) == ["R3", "R3", "R2"])
    #expect(plan.parts.map(\.quantity.description) == ["1.5000", "0.5000", "2.5000"])
  }

  @Test func noReceiptGivesMoreThanItBrought() throws {
    let excess = ReturnPlan.Excess(
      lineNumber: 1, receiptNumber: "R3", requested: try Self.quantity("2.0001"),
      returnable: try Self.quantity("2"))
    #expect(throws: PurchaseRefusal.overReturn([excess])) {
      try Self.plan([ReceiptPlanTests.back(1, "2.0001", of: "R3")])
    }
    let all = ReturnPlan.Excess(
      lineNumber: 1, requested: try Self.quantity("9.0001"), returnable: try Self.quantity("9"))
    #expect(throws: PurchaseRefusal.overReturn([all])) {
      try Self.plan([ReceiptPlanTests.back(1, "9.0001")])
    }
  }

  @Test func aReceiptOfAnotherLineIsNone() throws {
    let unknown = [
      ReturnPlan.UnknownReceipt(lineNumber: 1, receiptNumber: "R9"),
      ReturnPlan.UnknownReceipt(lineNumber: 2, receiptNumber: "R1"),
    ]
    #expect(throws: PurchaseRefusal.receiptsNotFound(unknown)) {
      try Self.plan(
        [ReceiptPlanTests.back(2, "1", of: "R1"), ReceiptPlanTests.back(1, "1", of: "R9")])
    }
  }

  /// Sums of quantities at the edge are refused, and nothing traps.
  @Test func sumsAtTheEdgeAreRefused() throws {
    let huge = ReturnDemand(lineNumber: 1, quantity: .maximum)
    #expect(throws: PurchaseRefusal.amountOutOfRange) { try Self.plan([huge, huge]) }
    #expect(throws: PurchaseRefusal.self) { try Self.plan([huge]) }
  }

  /// A model beside the rules: whatever comes, is rejected, goes back and is replaced, in whatever
  /// order, no line holds more than its limit, no receipt gives more than it brought, and what may
  /// still come can come.
  @Test(arguments: 0..<40) func replacementsAgainstAModel(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var (lines, status) = (try ReceiptPlanTests.lines("20", "7"), PurchaseStatus.approved)
    let tolerance = try Rate(checking: [0, 500, 10_000][Int(seed % 3)])
    let limits = [20, 7].map { Int64($0) * (10_000 + tolerance.scaled) }
    var (there, taken) = ([Int64](repeating: 0, count: 2), [Int64](repeating: 0, count: 2))
    var receipts: [ReturnableReceipt] = []
    for step in 0..<60 {
      let line = Int.random(in: 0...1, using: &random)
      let quantity = Int64.random(in: 1...120_000, using: &random)
      if Bool.random(using: &random) {
        let rejected =
          [0, quantity, Int64.random(in: 0...quantity, using: &random)]
          .randomElement(using: &random) ?? 0
        let entry = LineQuantity(
          lineNumber: line + 1, quantity: try Quantity(checking: quantity),
          rejected: try Quantity(checking: rejected))
        let plan = try ReceiptPlan.plan(
          lines, status: status, delivered: [entry], tolerance: tolerance)
        #expect(
          plan.excesses.isEmpty == (there[line] + quantity <= limits[line]), "seed \(seed)")
        if !plan.excesses.isEmpty { continue }
        there[line] += quantity - rejected
        taken[line] += quantity - rejected
        let isFull = taken[0] >= 200_000 && taken[1] >= 70_000
        #expect(plan.status == (isFull ? .received : .partReceived), "seed \(seed)")
        (lines, status) = (plan.lines, plan.status)
        receipts.insert(
          ReturnableReceipt(
            receiptID: Int64(step), number: "R\(step)", lineNumber: line + 1,
            quantity: try Quantity(checking: quantity - rejected)), at: 0)
      } else if status.givesGoodsBack {
        let named = receipts.filter { $0.lineNumber == line + 1 }.randomElement(using: &random)
        let receipt = Bool.random(using: &random) ? named : nil
        let demand = ReturnDemand(
          lineNumber: line + 1, quantity: try Quantity(checking: quantity),
          receiptNumber: receipt?.number)
        let most = receipt?.quantity.scaled ?? there[line]
        let plan = try? ReturnPlan.plan(
          lines, status: status, returned: [demand], receipts: receipts)
        #expect((plan != nil) == (quantity <= most), "seed \(seed)")
        guard let plan else { continue }
        there[line] -= quantity
        lines = plan.lines
        #expect(plan.parts.reduce(0) { $0 + $1.quantity.scaled } == quantity, "seed \(seed)")
        for part in plan.parts {
          let place = try #require(receipts.firstIndex { $0.receiptID == part.receiptID })
          let left = receipts[place].quantity.scaled - part.quantity.scaled
          #expect(left >= 0, "seed \(seed)")
          receipts[place] = ReturnableReceipt(
            receiptID: part.receiptID, number: part.receiptNumber,
            lineNumber: part.lineNumber, quantity: try Quantity(checking: left))
        }
      }
    }
  }
}
