import Foundation
import StackKit
import Testing

/// Work on production orders, as a terminal in the workshop sees it.
@Suite struct JobScenarioTests {
  let shop: JobWorkshop

  init() throws { shop = try JobWorkshop() }

  private func expectAnomaly(_ answer: APIAnswer, _ reason: String) {
    #expect(answer.status == 409, "\(answer.http.text)")
    #expect(answer.error == "job.quantity_anomaly", "\(answer.http.text)")
    #expect(answer.details.first?["reason"] as? String == reason, "\(answer.http.text)")
  }

  @Test func throughTwoOperationsIntoStock() throws {
    let order = try shop.started("10", operations: [10, 20])
    let first = try shop.report(
      order, "8", op: 10, defect: "1", scrap: ["labor": "0.5", "material": "0.5"])
    #expect(first.status == 201, "\(first.http.text)")
    #expect(first.string("mo_status") == "started")
    #expect(first.string("completed_qty") == "0.0000")
    #expect(first.int("report_id") ?? 0 > 0)
    #expect(first.string("operation.scrap") == "1.0000")
    expectAnomaly(try shop.report(order, "0.0001", op: 10), "above_plan")
    expectAnomaly(try shop.report(order, "8.0001", op: 20), "above_previous")
    let second = try shop.report(order, "6", op: 20, scrap: ["other": "1"])
    #expect(second.string("completed_qty") == "6.0000", "\(second.http.text)")

    let status = try shop.status(order)
    #expect(status.string("operations.0.good") == "8.0000", "\(status.http.text)")
    #expect(status.string("operations.0.defect") == "1.0000")
    #expect(status.string("operations.0.scrap") == "1.0000")
    #expect(status.string("operations.0.scrap_by_cause.labor") == "0.5000")
    #expect(status.string("operations.0.percent") == "80.00")
    #expect(status.string("operations.1.planned") == "10.0000")
    #expect(status.string("operations.1.percent") == "60.00")
    #expect(try shop.onHand(order.product) == 0)

    // Two pieces were lost on the way: the planner ends the order with what there is.
    let done = try shop.client.post("/job/finish", ["mo_id": order.id])
    #expect(done.status == 200 && done.string("mo_status") == "completed", "\(done.http.text)")
    #expect(try shop.onHand(order.product) == 6)
    #expect(try shop.onHand(order.materials[0]) == 99_980)
    let again = try shop.client.post("/job/finish", ["mo_id": order.id])
    #expect(again.error == "job.mo_completed", "\(again.http.text)")
    #expect(try shop.report(order, "1", op: 20).error == "job.mo_completed")
    #expect(try shop.events("JobReported", order) == 2)
    #expect(try shop.events("MoCompleted", order) == 1)
    #expect(try shop.findings(order).isEmpty)
  }

  /// Without a routing there is one operation, and what fills the plan completes the order.
  @Test func theLastReportCompletes() throws {
    let order = try shop.started("2.5")
    #expect(try shop.report(order, "1").status == 201)
    let number = JobWorkshop.name("last")
    let last = try shop.report(order, "1.5", number: number)
    #expect(last.string("mo_status") == "completed", "\(last.http.text)")
    #expect(last.string("completed_qty") == "2.5000" && last.int("op_no") == 0)
    let move = ((last["moves"] as? [JobWorkshop.Body]) ?? []).last
    #expect(move?["sku_id"] as? Int == order.product && move?["qty"] as? String == "2.5000")
    #expect(try shop.onHand(order.product) == 2.5)
    #expect(try shop.client.get("/mo/\(order.id)").string("status") == "completed")
    // Scanned once more, it is the same report; another is too much, or too late.
    let twin = try shop.report(order, "1.5", number: number)
    #expect(twin.status == 201 && twin.int("report_id") == last.int("report_id"))
    expectAnomaly(try shop.report(order, "1"), "above_plan")
    let late = try shop.reverse(number)
    #expect(late.status == 409 && late.error == "job.mo_completed", "\(late.http.text)")
    #expect(try shop.onHand(order.product) == 2.5)
    #expect(try shop.findings(order).isEmpty)
  }

  @Test func impossibleQuantitiesLeaveOnlyTheirAttempt() throws {
    let order = try shop.started("10")
    let number = JobWorkshop.name("bad")
    for (good, defect) in [("0", "0"), ("-1", "0"), ("2", "-1"), ("-2", "3")] {
      expectAnomaly(
        try shop.report(order, good, defect: defect, number: number), "not_positive")
    }
    expectAnomaly(try shop.report(order, "9", defect: "2", number: number), "above_plan")
    expectAnomaly(
      try shop.report(order, "1", scrap: ["labor": "99999999999999"], number: number), "above_plan")
    let traces = try shop.stack.sql(
      """
      SELECT (SELECT COUNT(*) FROM job_report WHERE mo_id = \(order.id)),
      (SELECT COUNT(*) FROM job_order WHERE mo_id = \(order.id)),
      (SELECT COUNT(*) FROM business_document WHERE number = '\(number)'),
      (SELECT COUNT(*) FROM outbox WHERE type = 'JobReported' AND event_key = '\(order.number)')
      """)
    #expect(traces == [["0", "0", "0", "0"]])
    let attempt = try shop.report(order, "11")
    let request = try #require(attempt.requestID)
    let audited = try shop.stack.sql(
      "SELECT action, status FROM api_call WHERE request_id = '\(request)'")
    #expect(audited == [["job.report", "409"]])
    // The number of a refused report is free; pieces that all failed are a report.
    #expect(try shop.report(order, "0", defect: "2", number: number).status == 201)
    let other = try shop.report(order, "0", defect: "3", number: number)
    #expect(other.status == 409 && other.error == "document.conflict", "\(other.http.text)")
  }

  @Test func aReportIsTakenBackOnce() throws {
    let order = try shop.started("10", operations: [10, 20])
    let number = JobWorkshop.name("back")
    #expect(try shop.report(order, "6", op: 10, number: number).status == 201)
    #expect(try shop.report(order, "4", op: 10).status == 201)
    #expect(try shop.report(order, "5", op: 20).status == 201)
    expectAnomaly(try shop.reverse(number), "used_by_next")
    let second = JobWorkshop.name("back")
    #expect(try shop.report(order, "1", op: 20, number: second).status == 201)
    let back = try shop.reverse(second)
    #expect(back.status == 200 && back.string("good_qty") == "-1.0000", "\(back.http.text)")
    #expect(back.string("completed_qty") == "5.0000")
    let twice = try shop.reverse(second)
    #expect(twice.status == 200 && twice.http.text.contains("-1.0000"), "\(twice.http.text)")
    #expect(try shop.status(order).string("operations.1.good") == "5.0000")
    let unknown = try shop.reverse("none")
    #expect(unknown.status == 404 && unknown.error == "job.report_not_found")
    let list = try shop.client.get("/job/report/list?mo_id=\(order.id)")
    #expect(list.int("total") == 4 && list.string("items.0.report_no") == second)
    #expect(list.string("items.0.reversed_at") != nil)
    #expect(list["items.1.reversed_at"] is NSNull, "\(list.http.text)")
    #expect(try shop.events("JobReported", order) == 5)
    #expect(try shop.findings(order).isEmpty)
  }

  @Test func theOperationIsNamedWhereThereAreSeveral() throws {
    let order = try shop.started("10", operations: [10, 20])
    let answer = try shop.report(order, "1")
    #expect(answer.status == 400 && answer.error == "request.invalid", "\(answer.http.text)")
    #expect(answer.details.first?["field"] as? String == "op_no")
    let unknown = try shop.report(order, "1", op: 30)
    #expect(unknown.status == 404 && unknown.error == "job.operation_not_found")
    let single = try shop.started("10", operations: [30])
    #expect(try shop.report(single, "1").int("op_no") == 30)
  }

  @Test func onlyStartedOrdersAreWorkedOn() throws {
    let (product, materials) = try shop.product(operations: [])
    let made = try shop.client.post("/mo/create", ["sku_id": product, "qty": "5"])
    let order = JobWorkshop.Order(
      id: try #require(made.int("mo_id")), number: try #require(made.string("mo_no")),
      product: product, materials: materials)
    for step in ["created", "released"] {
      if step == "released" { _ = try shop.client.post("/mo/release", ["mo_id": order.id]) }
      let answer = try shop.report(order, "1")
      #expect(answer.status == 409 && answer.error == "job.mo_status", "\(answer.http.text)")
      #expect(answer.details.first?["status"] as? String == step)
      #expect(try shop.client.post("/job/finish", ["mo_id": order.id]).error == "job.mo_status")
    }
    _ = try shop.client.post("/mo/start", ["mo_id": order.id])
    // Its material is not there: work goes on, but it is not completed.
    #expect(try shop.report(order, "4").status == 201)
    let short = try shop.report(order, "1")
    #expect(short.status == 409 && short.error == "mo.material_short", "\(short.http.text)")
    for material in materials { try shop.putIn(material, "10") }
    #expect(try shop.report(order, "1").string("mo_status") == "completed")
    #expect(try shop.onHand(materials[0]) == 0 && shop.onHand(product) == 5)
    let nobody = try shop.client.get("/job/999999999/status")
    #expect(nobody.status == 404, "\(nobody.http.text)")
    #expect(try shop.findings(order).isEmpty)
  }

  @Test func lostMaterialIsReplacedFromStock() throws {
    let order = try shop.started("10")
    let number = JobWorkshop.name("loss")
    let body: JobWorkshop.Body = [
      "loss_no": number, "mo_id": order.id, "sku_id": order.materials[0], "qty": "3",
      "reason": "摔坏",
    ]
    try shop.waitUntilIssued(order.id)
    #expect(try shop.onHand(order.materials[0]) == 99_980)
    let loss = try shop.client.post("/job/loss", body)
    #expect(loss.status == 201 && loss.string("moves.0.qty") == "-3.0000", "\(loss.http.text)")
    let again = try shop.client.post("/job/loss", body)
    #expect(again.int("loss_id") == loss.int("loss_id"))
    #expect(try shop.onHand(order.materials[0]) == 99_977)
    let origin = try shop.stack.sql(
      "SELECT origin_type, origin_no FROM stock_move WHERE ref_no = '\(number)'")
    #expect(origin == [["production", order.number]])
    let counted = try shop.stack.sql(
      "SELECT lost_qty FROM production_material WHERE mo_id = \(order.id) ORDER BY line_no")
    #expect(counted == [["3.0000"], ["0.0000"]])
    let foreign = try shop.client.post(
      "/job/loss",
      body.merging(["loss_no": JobWorkshop.name("loss"), "sku_id": order.product]) { $1 })
    #expect(foreign.error == "job.not_a_material", "\(foreign.http.text)")
    let much = try shop.client.post(
      "/job/loss", body.merging(["loss_no": JobWorkshop.name("loss"), "qty": "99999999"]) { $1 })
    #expect(much.error == "stock.insufficient", "\(much.http.text)")
    let other = try shop.client.post("/job/loss", body.merging(["qty": "4"]) { $1 })
    #expect(other.error == "document.conflict", "\(other.http.text)")
    let posted = try shop.client.post(
      "/stock/out",
      [
        "ref_type": "production", "ref_no": number,
        "lines": [["sku_id": order.materials[0], "qty": 3] as JobWorkshop.Body],
      ])
    // Numbers of losses are their own: this is another document.
    #expect(posted.status == 201, "\(posted.http.text)")
    #expect(try shop.findings(order).isEmpty)
  }
}
