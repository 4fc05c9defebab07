import Foundation
import StackKit
import Testing

/// Aim: what an order tolerates above what was ordered comes in, and not a ten-thousandth more;
/// what it tolerates was settled when it was written. On a stack of its own, which tolerates 10 %.
@Suite struct PurchaseToleranceTests {
  @Test func withinItAndAboveIt() throws {
    let desk = try PurchaseDesk(
      own: "po-tolerance", settings: ["ERP_PO_TOLERANCE_PERCENT": "10"])
    defer { try? desk.stack.shutdown() }
    let clerk = try desk.colleague(["po.receive"])
    func receive(_ order: Int, _ quantity: String) throws -> APIAnswer {
      try clerk.post(
        "/po/receive",
        PurchaseDesk.receipt(order, PurchaseDesk.name("r"), [(1, quantity, "0")]))
    }
    func expectRefused(_ answer: APIAnswer, limit: String, received: String) {
      #expect(answer.status == 409 && answer.error == "po.over_receipt", "\(answer.http.text)")
      #expect(answer.details.first?["limit"] as? String == limit)
      #expect(answer.details.first?["received"] as? String == received)
    }

    let sku = try desk.newSKUs(1)[0]
    let order = try desk.approved([(sku, "10", "1")])
    #expect(try desk.client.get("/po/\(order)").string("tolerance") == "0.1000")
    expectRefused(try receive(order, "11.0001"), limit: "11.0000", received: "11.0001")
    let most = try receive(order, "10.5")
    #expect(most.string("status") == "received", "\(most.http.text)")
    expectRefused(try receive(order, "0.5001"), limit: "11.0000", received: "11.0001")
    #expect(try receive(order, "0.5").status == 200)
    expectRefused(try receive(order, "0.0001"), limit: "11.0000", received: "11.0001")
    #expect(try desk.onHand(sku) == 11)

    // An order of the days when the setting said 5.
    let older = try desk.approved([(sku, "10", "1")])
    try desk.stack.sql("UPDATE purchase_order SET tolerance = 0.05 WHERE po_id = \(older)")
    expectRefused(try receive(older, "10.5001"), limit: "10.5000", received: "10.5001")
    #expect(try receive(older, "10.5").status == 200)
    #expect(try desk.findings("purchase order").isEmpty)
  }
}
