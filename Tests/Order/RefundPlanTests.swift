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

  private func wish(
    _ sku: Int64, _ quantity: String, from source: GoodsSource? = nil
  ) throws -> RefundWish {
    RefundWish(.sku(sku), try Quantity(parsing: quantity), from: source)
  }

  @Test func takesAllBack() throws {
    let lines = [try line(1, 10, "3", "10.00"), try line(2, 20, "1", "0.00")]
    let plan = try RefundPlan.make(lines, status: .paid, wanted: nil)
    #expect(plan.status == .refunded && plan.amount.description == "10.00")
    #expect(plan.parts.map(\.lineNumber) == [1, 2])
  }

  @Test func partsOfAThirdMakeTheWhole() throws {
    var lines = [try line(1, 10, "3", "10.00")]
    var amounts: [String] = []
    for _ in 0..<3 {
      let plan = try RefundPlan.make(lines, status: .paid, wanted: [try wish(10, "1")])
      amounts.append(plan.amount.description)
      lines = plan.lines
    }
    #expect(amounts == ["3.33", "3.34", "3.33"])
  }

  @Test func refusesMoreThanIsLeft() throws {
    let lines = [try line(1, 10, "3", "10.00")]
    #expect(throws: OrderRefusal.overRefund(skuIDs: [10])) {
      try RefundPlan.make(lines, status: .shipped, wanted: [try wish(10, "3.0001")])
    }
    #expect(throws: OrderRefusal.overRefund(skuIDs: [11])) {
      try RefundPlan.make(lines, status: .shipped, wanted: [try wish(11, "1")])
    }
  }

  @Test(arguments: [
    (OrderStatus.created, OrderRefusal.notPaid), (.cancelled, .cancelled), (.expired, .expired),
    (.refunded, .refunded),
  ])
  func refusesInOtherStates(status: OrderStatus, refusal: OrderRefusal) throws {
    let lines = [try line(1, 10, "3", "10.00")]
    #expect(throws: refusal) { try RefundPlan.make(lines, status: status, wanted: nil) }
  }

  /// A special of a cent bears no points, however much it is worth on the list.
  @Test func pointsComeBackByWhatTheLineBore() throws {
    var pricing = try OrderPricing([
      OrderLine(
        lineNumber: 1, skuID: 10, name: "goods", quantity: try Quantity(parsing: "1"),
        price: .zero, original: try Money(parsing: "100.00"),
        discount: try Money(parsing: "99.99"), payable: try Money(parsing: "0.01")),
      try line(2, 20, "1", "50.00"),
    ])
    try pricing.take(try Money(parsing: "20.00"), as: .points)
    let plan = try RefundPlan.make(pricing.lines, status: .paid, wanted: [try wish(10, "1")])
    #expect(plan.pointsDue == .zero && plan.amount.description == "0.01")
  }

  /// The same goods at two prices: the line is to be named.
  @Test func aSKUInSeveralLines() throws {
    let lines = [try line(1, 10, "2", "10.00"), try line(2, 10, "1", "3.00")]
    do throws(OrderRefusal) {
      _ = try RefundPlan.make(lines, status: .paid, wanted: [try wishOf(10, "1")])
      Issue.record("the line is not known")
    } catch {
      guard case .lineAmbiguous(let found) = error else { throw error }
      #expect(found.map(\.lineNumber) == [1, 2])
      #expect(found.map(\.payable.description) == ["10.00", "3.00"])
    }
    let plan = try RefundPlan.make(
      lines, status: .paid, wanted: [RefundWish(.line(2), try Quantity(parsing: "1"))])
    #expect(plan.amount.description == "3.00")
    #expect(throws: OrderRefusal.linesNotFound([3])) {
      try RefundPlan.make(
        lines, status: .paid, wanted: [RefundWish(.line(3), try Quantity(parsing: "1"))])
    }
  }

  private func wishOf(_ sku: Int64, _ quantity: String) throws(OrderRefusal) -> RefundWish {
    do { return try wish(sku, quantity) } catch { throw .amountOutOfRange }
  }

  /// What was in parcels and came back keeps nothing from being shipped.
  @Test func theSourceDecidesWhatIsStillToShip() throws {
    var lines = [try line(1, 10, "5", "10.00")]
    lines[0].shipped = try Quantity(parsing: "3")
    var plan = try RefundPlan.make(lines, status: .partShipped, wanted: [try wish(10, "2")])
    #expect(try plan.lines[0].unshipped.description == "2.0000")
    #expect(try plan.lines[0].inParcels.description == "1.0000")
    plan = try RefundPlan.make(plan.lines, status: plan.status, wanted: [try wish(10, "2")])
    #expect(try plan.lines[0].unshipped.description == "1.0000", "one of a parcel, one not sent")
    #expect(throws: OrderRefusal.overRefund(skuIDs: [10])) {
      try RefundPlan.make(
        plan.lines, status: plan.status, wanted: [try wish(10, "1", from: .shipped)])
    }
    plan = try RefundPlan.make(
      lines, status: .partShipped, wanted: [try wish(10, "2", from: .unshipped)])
    #expect(try plan.lines[0].unshipped.isZero)
    #expect(throws: OrderRefusal.overRefund(skuIDs: [10])) {
      try RefundPlan.make(
        lines, status: .partShipped, wanted: [try wish(10, "2.1", from: .unshipped)])
    }
  }
}
