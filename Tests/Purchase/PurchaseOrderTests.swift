import Kernel
import PurchaseDomain
import Testing

/// What may become of an order, each time with one version more.
@Suite struct PurchaseOrderTests {
  private func draft() throws -> PurchaseOrder {
    let day = Instant(microseconds: 0)
    return PurchaseOrder(
      number: "PO-1", supplierID: 1, warehouseID: 1, organisationID: 1, total: .zero,
      tolerance: .zero, expectedAt: nil, remark: nil, createdBy: 1, createdAt: day,
      lines: try ReceiptPlanTests.lines("10"))
  }

  @Test func eachTransitionRaisesTheVersionOnce() throws {
    var order = try draft()
    let time = order.createdAt
    try order.decide(isApproved: true, by: 2, at: time, remark: nil)
    #expect(order.status == .approved && order.decidedBy == 2 && order.version == 2)
    try order.unapprove(reason: "no")
    #expect(order.status == .draft && order.decidedBy == nil && order.version == 3)
    try order.decide(isApproved: true, by: 2, at: time, remark: nil)
    order.receive(try order.receiptPlan([ReceiptPlanTests.entry(1, "4")]))
    #expect(order.status == .partReceived && order.version == 5)
    try order.close(at: time, reason: "late")
    #expect(order.status == .closed && order.version == 6)
  }

  @Test func aStatusThatForbidsItChangesNothing() throws {
    var order = try draft()
    #expect(throws: PurchaseRefusal.wrongStatus(.draft)) { try order.unapprove(reason: "no") }
    #expect(order.version == 1)
  }
}
