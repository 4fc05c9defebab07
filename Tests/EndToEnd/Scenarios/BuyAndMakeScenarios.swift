import Foundation
import StackKit
import Testing

/// How goods are bought, made, sold and accounted for, as the people who do it see it. On a stack
/// of its own: a closed month is everybody's.
@Suite(.serialized) struct BuyAndMakeScenarios {
  private static let started = Result {
    try Stack.start(directory: SharedStack.directory("buy-and-make"))
  }
  let desk: PurchaseDesk

  init() throws { desk = try PurchaseDesk(Self.started.get()) }

  /// Ordered, approved by somebody else, received in two parts with rejects, sent back, sold: the
  /// books of stock and of cost say the same at each step.
  @Test func procureToPay() throws {
    let sku = try desk.newSKUs(1)[0]
    let first = try desk.approved([(sku, "100", "2.00")])
    #expect(try desk.receive(first, [(1, "60", "10")]).string("status") == "part_received")
    #expect(try desk.receive(first, [(1, "40", "0")]).string("status") == "part_received")
    try cost(sku, unit: "2.000000", onHand: "90.0000", value: "180.00")

    let dearer = try desk.approved([(sku, "30", "4.00")])
    #expect(try desk.receive(dearer, [(1, "30", "0")]).string("status") == "received")
    // (180 + 30 × 4) ÷ 120
    try cost(sku, unit: "2.500000", onHand: "120.0000", value: "300.00")

    // What goes back to the supplier goes at what was paid for it: (300 − 10 × 4) ÷ 110.
    #expect(try desk.giveBack(dearer, 1, "10").status == 200)
    try cost(sku, unit: "2.363636", onHand: "110.0000", value: "260.00")

    let order = try sell(sku, "10")
    try cost(sku, unit: "2.363636", onHand: "100.0000", value: "236.363636")
    // The customer brings two back: they come in at what they left at.
    let refund = try desk.client.post(
      "/order/refund",
      [
        "order_no": order, "refund_no": PurchaseDesk.name("rf"),
        "lines": [["sku_id": sku, "qty": 2]],
      ] as [String: Any])
    #expect(refund.status == 200, "\(refund.http.text)")
    try cost(sku, unit: "2.363636", onHand: "102.0000", value: "241.090909")
    try agreed()
  }

  /// Bicycles from frames and wheels, with scrap on the way: the material leaves, the good ones
  /// come in at what they cost.
  @Test func makeToStock() throws {
    let skus = try desk.newSKUs(3)
    let (bicycle, frame, wheel) = (skus[0], skus[1], skus[2])
    let bought = try desk.approved([(frame, "20", "100"), (wheel, "50", "15.5")])
    #expect(try desk.receive(bought, [(1, "20", "0"), (2, "50", "0")]).status == 200)
    try post(
      "/cost/rate/set", ["work_center": "W1", "labor_per_hour": 60, "overhead_per_hour": 30])
    try bill(of: bicycle, frame, wheel)
    let order = try post("/mo/create", ["sku_id": bicycle, "qty": 10])
    let id = try #require(order.int("mo_id"))
    #expect(order.string("status") == "created")
    #expect(try post("/mo/release", ["mo_id": id]).string("status") == "released")
    #expect(try post("/mo/start", ["mo_id": id]).string("status") == "started")
    let issued = try until("/mo/\(id)") { $0.string("material_status") == "issued" }
    #expect(issued.string("bom.1.issued_qty") == "21.0000", "\(issued.http.text)")
    #expect(try desk.onHand(frame) == 10 && desk.onHand(wheel) == 29)

    // The workshop reports: eight good, one badly fitted, one frame that was bent. More than is
    // planned, or than the operation before has brought, is refused.
    try report(id, 10, good: 5)
    try report(id, 10, good: 3, ["scrap": ["labor": 1, "material": 1]])
    for (operation, good) in [(10, 1), (20, 9)] {
      let more = try desk.client.post("/job/report", body(id, operation, good: good, [:]))
      #expect(more.status == 409 && more.error == "job.quantity_anomaly", "\(more.http.text)")
    }
    let checked = try report(id, 20, good: 7, ["defect_qty": 1])
    #expect(checked.string("mo_status") == "started", "\(checked.http.text)")
    let status = try desk.client.get("/job/\(id)/status")
    #expect(status.string("operations.0.percent") == "80.00", "\(status.http.text)")
    #expect(status.string("operations.1.percent") == "70.00", "\(status.http.text)")

    // There will be no more of them: the order is ended, and seven bicycles are on hand.
    let finished = try post("/job/finish", ["mo_id": id])
    #expect(finished.string("mo_status") == "completed", "\(finished.http.text)")
    #expect(try desk.onHand(bicycle) == 7)
    #expect(try desk.client.get("/mo/\(id)").string("status") == "completed")
    #expect(try desk.client.get("/stock/\(bicycle)").string("available") == "7.0000")

    let sheet = try until("/cost/sheet/\(id)") { $0.string("status") == "settled" }
    // 10 frames and 21 wheels; 10 × 20 and 8 × 10 minutes at 60 and 30 an hour.
    let figures = ["material", "labor", "overhead", "total", "good_qty", "unit_cost"]
    let expected = ["1325.5", "280", "140", "1745.5", "7", "249.357143"]
    #expect(
      figures.map { number(sheet, $0) } == expected.map { Decimal(string: $0) },
      "\(sheet.http.text)")
    try cost(bicycle, unit: "249.357143", onHand: "7.0000", value: "1745.50")
    try agreed()
  }

  /// The month is closed: its figures stand, later documents in it are refused, and opening it
  /// again lets them in. Last of this suite, by its name.
  @Test func monthEnd() throws {
    let sku = try desk.newSKUs(1)[0]
    let open = try desk.approved([(sku, "5", "3")])
    _ = try sellable(sku)
    let calculated = try post("/cost/calculate", [:])
    #expect((calculated.object["different"] as? [Any])?.isEmpty == true)
    let month = try #require(
      try desk.stack.sql(
        "SELECT DATE_FORMAT(CONVERT_TZ(NOW(), '+00:00', '+08:00'), '%Y-%m')"
      ).first?.first)
    try post("/cost/period/close", ["period": month])
    defer { _ = try? desk.client.post("/cost/period/reopen", ["period": month]) }
    usleep(1_100_000)
    let refused = try desk.receive(open, [(1, "5", "0")])
    #expect(refused.status == 409 && refused.error == "period.closed", "\(refused.http.text)")
    #expect(try desk.onHand(sku) == 10)
    try post("/cost/period/reopen", ["period": month])
    usleep(1_100_000)
    #expect(try desk.receive(open, [(1, "5", "0")]).string("status") == "received")
    try agreed()
  }
}

extension BuyAndMakeScenarios {
  @discardableResult
  private func post(_ path: String, _ body: [String: Any]) throws -> APIAnswer {
    let answer = try desk.client.post(path, body)
    try #require((200...201).contains(answer.status), "\(path): \(answer.http.text)")
    return answer
  }

  /// One frame and two wheels, of which one in twenty breaks, in two operations.
  private func bill(of bicycle: Int, _ frame: Int, _ wheel: Int) throws {
    let bill = try post(
      "/mo/bom/template/create",
      [
        "sku_id": bicycle, "version": "1",
        "components": [
          ["sku_id": frame, "qty": 1], ["sku_id": wheel, "qty": 2, "scrap_rate": "0.05"],
        ] as [[String: Any]],
        "routing": [
          ["op_no": 10, "name": "组装", "work_center": "W1", "minutes": 20],
          ["op_no": 20, "name": "调试", "work_center": "W1", "minutes": 10],
        ] as [[String: Any]],
      ])
    #expect(bill.status == 201, "\(bill.http.text)")
  }

  private func body(
    _ order: Int, _ operation: Int, good: Int, _ more: [String: Any]
  ) -> [String: Any] {
    let report: [String: Any] = [
      "report_no": PurchaseDesk.name("j"), "mo_id": order, "op_no": operation, "good_qty": good,
    ]
    return report.merging(more) { first, _ in first }
  }

  @discardableResult
  private func report(
    _ order: Int, _ operation: Int, good: Int, _ more: [String: Any] = [:]
  ) throws -> APIAnswer {
    let answer = try post("/job/report", body(order, operation, good: good, more))
    #expect(answer.status == 201, "\(answer.http.text)")
    return answer
  }

  private func until(_ path: String, _ isThere: (APIAnswer) -> Bool) throws -> APIAnswer {
    let end = Date().addingTimeInterval(30)
    var answer = try desk.client.get(path)
    while !(answer.status == 200 && isThere(answer)), Date() < end {
      usleep(20_000)
      answer = try desk.client.get(path)
    }
    try #require(answer.status == 200 && isThere(answer), "\(path): \(answer.http.text)")
    return answer
  }

  private func cost(_ sku: Int, unit: String, onHand: String, value: String) throws {
    let answer = try until("/cost/\(sku)") { $0.string("on_hand") == onHand }
    #expect(number(answer, "unit_cost") == Decimal(string: unit), "\(answer.http.text)")
    #expect(number(answer, "value") == Decimal(string: value), "\(answer.http.text)")
  }

  /// Decimals are compared as numbers, as the contract says.
  private func number(_ answer: APIAnswer, _ field: String) -> Decimal? {
    answer.string(field).flatMap { Decimal(string: $0) }
  }

  private func sellable(_ sku: Int) throws -> Int {
    try post(
      "/stock/in",
      [
        "ref_type": "opening", "ref_no": PurchaseDesk.name("o"),
        "lines": [["sku_id": sku, "qty": 10, "unit_cost": "3"] as [String: Any]],
      ])
    return sku
  }

  /// Returns the number of a paid order whose goods have left.
  private func sell(_ sku: Int, _ quantity: String) throws -> String {
    let order = try post(
      "/order/create",
      [
        "channel": "POS", "store_id": 1,
        "lines": [["sku_id": sku, "qty": quantity] as [String: Any]],
      ])
    let number = try #require(order.string("order_no"))
    let payment = ["method": "cash", "amount": order.string("payable") ?? ""]
    try post("/order/pay", ["order_no": number, "payments": [payment]])
    _ = try until("/order/\(number)") { $0.string("stock_status") == "issued" }
    return number
  }

  /// The ledger agrees with itself to the last place, and the audit finds nothing.
  private func agreed() throws {
    let answer = try post("/cost/calculate", [:])
    #expect((answer.object["different"] as? [Any])?.isEmpty == true, "\(answer.http.text)")
    try StackQuiet.wait(desk.stack, desk.client)
    let audit = try desk.stack.operate("audit", "--grace", "0")
    #expect(audit.status == 0, "\(audit.output)")
  }
}
