import Kernel
import OrderDomain
import Testing

/// Which goods leave, and what that makes of the order.
@Suite struct ShipmentPlanTests {
  private func line(_ number: Int, _ sku: Int64, _ ordered: Int64, shipped: Int64 = 0) throws
    -> OrderLine
  {
    OrderLine(
      lineNumber: number, skuID: sku, name: "goods", quantity: try Quantity(whole: ordered),
      price: .zero, original: .zero, discount: .zero, payable: .zero,
      shipped: try Quantity(whole: shipped))
  }

  private func demand(_ sku: Int64, _ quantity: Int64) throws -> OrderDemand {
    OrderDemand(skuID: sku, quantity: try Quantity(whole: quantity))
  }

  @Test func shipsAllThatIsLeft() throws {
    let lines = [try line(1, 10, 5, shipped: 2), try line(2, 20, 1, shipped: 1)]
    let plan = try ShipmentPlan(lines, status: .partShipped, wanted: nil)
    #expect(plan.parts.map(\.lineNumber) == [1])
    #expect(plan.parts.first?.quantity == (try Quantity(whole: 3)))
    #expect(plan.status == .shipped)
  }

  @Test func shipsAPart() throws {
    let lines = [try line(1, 10, 5), try line(2, 20, 1)]
    let plan = try ShipmentPlan(lines, status: .paid, wanted: [try demand(10, 5)])
    #expect(plan.status == .partShipped)
    #expect(plan.parts.map(\.skuID) == [10])
  }

  @Test func refusesMoreThanIsLeft() throws {
    let lines = [try line(1, 10, 5, shipped: 4)]
    #expect(throws: OrderRefusal.overShipment(skuIDs: [10])) {
      try ShipmentPlan(lines, status: .partShipped, wanted: [try demand(10, 2)])
    }
    #expect(throws: OrderRefusal.overShipment(skuIDs: [99])) {
      try ShipmentPlan(lines, status: .partShipped, wanted: [try demand(99, 1)])
    }
  }

  @Test(arguments: [
    (OrderStatus.created, OrderRefusal.notPaid), (.cancelled, .cancelled), (.expired, .expired),
    (.shipped, .nothingToShip),
  ])
  func refusesInOtherStates(status: OrderStatus, refusal: OrderRefusal) throws {
    let lines = [try line(1, 10, 5)]
    #expect(throws: refusal) { try ShipmentPlan(lines, status: status, wanted: nil) }
  }
}
