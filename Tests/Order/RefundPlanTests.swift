import Kernel
import OrderDomain
import Testing

/// Which goods come back, and how much money: never more than was paid, and in the end all of it.
@Suite struct RefundPlanTests {
  private func line(_ number: Int, _ sku: Int64, _ quantity: String, _ payable: String) throws
    -> OrderLine
  {
    let amount = try Money(parsing: payable)
    return OrderLine(
      lineNumber: number, skuID: sku, name: "goods", quantity: try Quantity(parsing: quantity),
      price: .zero, original: amount, discount: .zero, payable: amount)
  }

  private func demand(_ sku: Int64, _ quantity: String) throws -> OrderDemand {
    OrderDemand(skuID: sku, quantity: try Quantity(parsing: quantity))
  }

  @Test func takesAllBack() throws {
    let lines = [try line(1, 10, "3", "10.00"), try line(2, 20, "1", "0.00")]
    let plan = try RefundPlan(lines, status: .paid, wanted: nil)
    #expect(plan.isComplete && plan.amount.description == "10.00")
    #expect(plan.parts.map(\.lineNumber) == [1, 2])
  }

  @Test func partsOfAThirdMakeTheWhole() throws {
    var lines = [try line(1, 10, "3", "10.00")]
    var amounts: [String] = []
    for _ in 0..<3 {
      let plan = try RefundPlan(lines, status: .paid, wanted: [try demand(10, "1")])
      amounts.append(plan.amount.description)
      lines[0].refunded = try lines[0].refunded + plan.parts[0].quantity
      lines[0].refundedAmount = try lines[0].refundedAmount + plan.parts[0].amount
    }
    #expect(amounts == ["3.33", "3.34", "3.33"])
  }

  @Test(arguments: 0..<20) func anyPartsMakeTheWhole(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      var lines = try (1...Int.random(in: 1...5, using: &random)).map { number in
        try line(
          number, Int64(number % 3), "\(Int.random(in: 1...9, using: &random)).5",
          "\(Int.random(in: 0...99, using: &random)).\(Int.random(in: 10...99, using: &random))")
      }
      let paid = try Money.sum(lines.map(\.payable))
      var back = Money.zero
      var isComplete = false
      while !isComplete {
        let sku = try #require(
          lines.filter { $0.refunded < $0.quantity }.randomElement(using: &random)
        )
        .skuID
        let all = Bool.random(using: &random) && Bool.random(using: &random)
        let plan = try RefundPlan(
          lines, status: .paid, wanted: all ? nil : [try demand(sku, "0.5")])
        back = try back + plan.amount
        #expect(plan.amountSoFar == back && !plan.amount.isNegative, "seed \(seed)")
        for part in plan.parts {
          lines[part.lineNumber - 1].refunded =
            try lines[part.lineNumber - 1].refunded + part.quantity
          lines[part.lineNumber - 1].refundedAmount =
            try lines[part.lineNumber - 1].refundedAmount + part.amount
        }
        isComplete = plan.isComplete
      }
      #expect(back == paid, "seed \(seed)")
      #expect(throws: OrderRefusal.nothingToRefund) {
        try RefundPlan(lines, status: .paid, wanted: nil)
      }
    }
  }

  @Test func refusesMoreThanIsLeft() throws {
    let lines = [try line(1, 10, "3", "10.00")]
    #expect(throws: OrderRefusal.overRefund(skuIDs: [10])) {
      try RefundPlan(lines, status: .shipped, wanted: [try demand(10, "3.0001")])
    }
    #expect(throws: OrderRefusal.overRefund(skuIDs: [11])) {
      try RefundPlan(lines, status: .shipped, wanted: [try demand(11, "1")])
    }
  }

  @Test(arguments: [
    (OrderStatus.created, OrderRefusal.notPaid), (.cancelled, .cancelled), (.expired, .expired),
    (.refunded, .refunded),
  ])
  func refusesInOtherStates(status: OrderStatus, refusal: OrderRefusal) throws {
    let lines = [try line(1, 10, "3", "10.00")]
    #expect(throws: refusal) { try RefundPlan(lines, status: status, wanted: nil) }
  }

  @Test func pointsComeBackInProportion() throws {
    let whole = try Money(parsing: "30.00")
    let third = try Money(parsing: "10.00")
    #expect(try RefundPlan.pointsDue(100, third, of: whole) == 33)
    #expect(try RefundPlan.pointsDue(100, whole, of: whole) == 100)
    #expect(try RefundPlan.pointsDue(0, third, of: .zero) == 0)
  }
}
