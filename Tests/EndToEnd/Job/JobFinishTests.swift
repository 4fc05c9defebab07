import Foundation
import Kernel
import StackKit
import Testing

/// How an order ends that has not made all that was planned, and what becomes of its material.
@Suite struct JobFinishTests {
  let shop: JobWorkshop

  init() throws { shop = try JobWorkshop() }

  private func finish(_ order: JobWorkshop.Order) throws -> APIAnswer {
    try shop.client.post("/job/finish", ["mo_id": order.id])
  }

  private func giveBack(
    _ order: JobWorkshop.Order, _ quantities: [(sku: Int, qty: String)]
  ) throws -> APIAnswer {
    try shop.client.post(
      "/mo/return-material",
      [
        "mo_id": order.id, "return_no": JobWorkshop.name("rm"),
        "lines": quantities.map { ["sku_id": $0.sku, "qty": $0.qty] as JobWorkshop.Body },
      ])
  }

  private func cancel(
    _ order: JobWorkshop.Order, returns: [(sku: Int, qty: String)]? = nil
  ) throws -> APIAnswer {
    var body: JobWorkshop.Body = ["mo_id": order.id, "reason": "停产"]
    body["returns"] = returns?.map { ["sku_id": $0.sku, "qty": $0.qty] as JobWorkshop.Body }
    return try shop.client.post("/mo/cancel", body)
  }

  /// The order's sheet once it is settled and holds `material`.
  private func sheet(_ order: JobWorkshop.Order, material: String) throws -> APIAnswer {
    let end = Date().addingTimeInterval(60)
    while Date() < end {
      let answer = try shop.client.get("/cost/sheet/\(order.id)")
      if answer.string("status") == "settled", answer.string("material") == material {
        return answer
      }
      usleep(50_000)
    }
    let answer = try shop.client.get("/cost/sheet/\(order.id)")
    throw StackFault("the sheet of order \(order.id) is \(answer.http.text)")
  }

  @Test func nothingReportedIsNotFinished() throws {
    let order = try shop.started("10")
    try shop.waitUntilIssued(order.id)
    let number = JobWorkshop.name("j")
    for _ in 0..<2 {
      let answer = try finish(order)
      #expect(answer.status == 409 && answer.error == "mo.nothing_made", "\(answer.http.text)")
      // Also when all that was reported was taken back.
      #expect(try shop.report(order, "3", number: number).status == 201)
      #expect(try shop.reverse(number).status == 200)
    }
    #expect(try cancel(order).string("status") == "cancelled")
    for sku in order.materials { #expect(try shop.onHand(sku) == 100_000) }
    #expect(try shop.findings(order).isEmpty)
  }

  @Test func leftoverComesBackAfterCompletion() throws {
    let order = try shop.started("100")
    try shop.waitUntilIssued(order.id)
    #expect(try shop.report(order, "48", defect: "2").status == 201)
    let done = try finish(order)
    #expect(done.string("mo_status") == "completed", "\(done.http.text)")
    #expect(done.string("leftover.0.qty") == "100.0000", "\(done.http.text)")
    #expect(done.string("leftover.1.qty") == "25.0000")
    _ = try sheet(order, material: "250.000000")
    let over = try giveBack(order, [(order.materials[0], "200.0001")])
    #expect(over.error == "mo.over_return", "\(over.http.text)")
    let back = try giveBack(
      order, [(order.materials[0], "100"), (order.materials[1], "25")])
    #expect(back.status == 200 && back.string("status") == "completed", "\(back.http.text)")
    #expect(try shop.onHand(order.materials[0]) == 99_900)
    #expect(try shop.onHand(order.materials[1]) == 99_975)
    _ = try sheet(order, material: "125.000000")
    #expect(try shop.events("MaterialReturned", order) == 1)
    #expect(try shop.findings(order).isEmpty)
  }

  /// Material that was not issued yet is issued for what was worked on, not for the plan.
  @Test func anOrderThatIsShortFinishesWithWhatItMade() throws {
    let order = try shop.started("10", operations: [10, 20], stocked: false)
    try shop.putIn(order.materials[0], "12")
    try shop.putIn(order.materials[1], "3")
    #expect(try shop.report(order, "5", op: 10, scrap: ["labor": "1"]).status == 201)
    #expect(try shop.report(order, "4", op: 20).status == 201)
    let status = try shop.client.get("/mo/\(order.id)").string("material_status")
    #expect(status != "issued")
    let done = try finish(order)
    #expect(done.string("mo_status") == "completed", "\(done.http.text)")
    #expect((done["leftover"] as? [Any])?.isEmpty == true, "\(done.http.text)")
    #expect(try shop.onHand(order.materials[0]) == 0 && shop.onHand(order.materials[1]) == 0)
    #expect(try shop.onHand(order.product) == 4)
    let found = try shop.client.get("/mo/\(order.id)")
    #expect(found.string("bom.0.issued_qty") == "12.0000", "\(found.http.text)")
    #expect(found.string("material_status") == "issued")
    #expect(try giveBack(order, [(order.materials[0], "2")]).status == 200)
    #expect(try shop.findings(order).isEmpty)
  }

  /// What was worked on is not there either: nothing is done, and what is missing is told.
  @Test func whatWasWorkedOnMustBeThere() throws {
    let order = try shop.started("10", stocked: false)
    try shop.putIn(order.materials[0], "100")
    try shop.putIn(order.materials[1], "1.9999")
    #expect(try shop.report(order, "4").status == 201)
    let answer = try finish(order)
    #expect(answer.error == "mo.material_short", "\(answer.http.text)")
    #expect(answer.details.first?["required"] as? String == "2.0000")
    let good = try cancel(order)
    #expect(good.error == "mo.has_reports", "\(good.http.text)")
    try shop.putIn(order.materials[1], "0.0001")
    #expect(try finish(order).string("mo_status") == "completed")
    #expect(try shop.findings(order).isEmpty)
  }

  @Test func nothingGoodIsCompletedWithoutGoods() throws {
    let order = try shop.started("10")
    try shop.waitUntilIssued(order.id)
    #expect(try shop.report(order, "0", scrap: ["material": "4"]).status == 201)
    let done = try finish(order)
    #expect(done.string("mo_status") == "completed", "\(done.http.text)")
    #expect((done["moves"] as? [Any])?.isEmpty == true)
    #expect(done.string("leftover.0.qty") == "12.0000")
    #expect(try shop.onHand(order.product) == 0)
    let sheet = try sheet(order, material: "25.000000")
    #expect(sheet.string("good_qty") == "0.0000" && sheet.string("total") == "25.000000")
    #expect(sheet.string("variances.usage") == "25.000000", "\(sheet.http.text)")
    #expect(try shop.findings(order).isEmpty)
  }

  /// Scrap alone does not keep an order from being cancelled; what does not come back, and what was
  /// lost, stands in its sheet.
  @Test func aCancelledOrderKeepsItsLossInItsSheet() throws {
    let order = try shop.started("10")
    try shop.waitUntilIssued(order.id)
    #expect(try shop.report(order, "0", defect: "1", scrap: ["labor": "2"]).status == 201)
    let loss = try shop.client.post(
      "/job/loss",
      [
        "loss_no": JobWorkshop.name("l"), "mo_id": order.id, "sku_id": order.materials[0],
        "qty": "3", "reason": "遗失",
      ])
    #expect(loss.status == 201, "\(loss.http.text)")
    let over = try cancel(order, returns: [(order.materials[0], "20.0001")])
    #expect(over.error == "mo.over_return", "\(over.http.text)")
    let other = try cancel(order, returns: [(order.product, "1")])
    #expect(other.error == "mo.material_not_found", "\(other.http.text)")
    let done = try cancel(order, returns: [(order.materials[0], "14")])
    #expect(done.string("status") == "cancelled", "\(done.http.text)")
    #expect(try shop.onHand(order.materials[0]) == 99_991)
    #expect(try shop.onHand(order.materials[1]) == 99_995)
    // 20 + 5 issued, 3 lost, 14 back, all of it at 1.
    let sheet = try sheet(order, material: "14.000000")
    #expect(sheet.string("good_qty") == "0.0000" && sheet.string("total") == "14.000000")
    #expect(try shop.events("MoCancelled", order) == 1)
    #expect(try shop.findings(order).isEmpty)
  }

  /// Finished at any point, by any way, with any losses: the model says what left stock, what came
  /// back, what was made and what is left over.
  @Test(arguments: 0..<6) func finishedAtAnyPointAgainstAModel(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let operations = seed % 2 == 0 ? [] : [10, 20]
    let order = try shop.started("12", operations: operations)
    if Bool.random(using: &random) { try shop.waitUntilIssued(order.id) }
    var (worked, good, before) = (0, 0, 12)
    for op in operations.isEmpty ? [nil] : operations.map(Optional.init) {
      let made = Int.random(in: op == 20 ? 0...before : 0...min(before, 9), using: &random)
      let scrap = Int.random(in: 0...(before - made), using: &random)
      good = made
      if made + scrap == 0 { break }
      let answer = try shop.report(order, "\(made)", op: op, scrap: ["other": "\(scrap)"])
      #expect(answer.status == 201, "seed \(seed): \(answer.http.text)")
      worked = max(worked, made + scrap)
      before = made
    }
    let wasIssued = try shop.client.get("/mo/\(order.id)").string("material_status") == "issued"
    let done = try finish(order)
    if worked == 0 {
      #expect(done.error == "mo.nothing_made", "seed \(seed): \(done.http.text)")
      return
    }
    if done.error == "job.mo_completed" { return }
    #expect(done.string("mo_status") == "completed", "seed \(seed): \(done.http.text)")
    let found = try shop.client.get("/mo/\(order.id)")
    for (index, each) in [Decimal(2), Decimal(string: "0.5") ?? 0].enumerated() {
      let sku = order.materials[index]
      let issued = try #require(
        found.string("bom.\(index).issued_qty").flatMap { Decimal(string: $0) })
      // The consumer may have come between the look and the end.
      #expect(issued == each * 12 || (!wasIssued && issued == each * Decimal(worked)))
      let left = issued - each * Decimal(worked)
      let told = (done["leftover"] as? [[String: Any]])?.first { $0["sku_id"] as? Int == sku }
      let quantity = (told?["qty"] as? String).flatMap { Decimal(string: $0) } ?? 0
      #expect(quantity == left, "seed \(seed): \(done.http.text)")
      if left > 0 { #expect(try giveBack(order, [(sku, "\(left)")]).status == 200) }
      #expect(try shop.onHand(sku) == 100_000 - each * Decimal(worked), "seed \(seed)")
    }
    #expect(try shop.onHand(order.product) == Decimal(good))
    #expect(try shop.findings(order).isEmpty)
  }
}
