import StackKit
import Testing

/// Aim: what goes back to the supplier leaves at what its receipt costs, and no more than that
/// brought (contract 2, A).
@Suite struct SupplierReturnTests {
  let desk: CostDesk

  init() throws { desk = try CostDesk() }

  private func back(
    _ sku: Int, _ quantity: Int, of receipt: String?, as number: String? = nil,
    type: String = "return"
  ) throws -> APIAnswer {
    var body: [String: Any] = [
      "ref_type": type, "ref_no": number ?? desk.name("b"),
      "lines": [["sku_id": sku, "qty": quantity]],
    ]
    body["receipt_no"] = receipt
    return try desk.client.post("/stock/out", body)
  }

  @Test func goodsLeaveAtWhatTheirReceiptCosts() throws {
    let sku = try desk.newSKU()
    let receipt = try desk.receive(sku, "10", cost: "5")
    try desk.receive(sku, "10", cost: "20")
    let number = desk.name("b")
    let first = try back(sku, 4, of: receipt, as: number)
    #expect(first.status == 201, "\(first.http.text)")
    #expect(try back(sku, 4, of: receipt, as: number).dataText == first.dataText)
    #expect(try back(sku, 4, of: nil, as: number).error == "document.conflict")
    try desk.expect(sku, unitCost: "14.375000", onHand: "16.0000", value: "230.000000")
    let more = try back(sku, 7, of: receipt)
    #expect(more.status == 409 && more.error == "stock.over_return", "\(more.http.text)")
    #expect(more.details.first?["sku_id"] as? Int == sku)
    #expect(try back(sku, 6, of: receipt).status == 201)
    try desk.expect(sku, unitCost: "20.000000", onHand: "10.0000", value: "200.000000")
    try desk.expectCalculated(["sku_id": sku])
    let audit = try SharedBooks.alone { try desk.stack.operate("audit").output }
    #expect(!audit.contains("SKU \(sku)"), "\(audit.prefix(2_000))")
  }

  @Test func whatNoReceiptBrought() throws {
    let (sku, other) = (try desk.newSKU(), try desk.newSKU())
    let receipt = try desk.receive(sku, "1", cost: "5")
    try desk.receive(other, "9", cost: "5")
    let foreign = try back(other, 1, of: receipt)
    #expect(foreign.error == "stock.over_return", "\(foreign.http.text)")
    let unknown = try back(sku, 1, of: desk.name("r"))
    #expect(unknown.status == 404 && unknown.error == "stock.receipt_not_found")
    #expect(try back(sku, 1, of: receipt, type: "manual").status == 400)
    // Without one they leave at the average.
    #expect(try back(sku, 1, of: nil).status == 201)
    try desk.expect(other, unitCost: "5.000000", onHand: "9.0000", value: "45.000000")
  }
}
