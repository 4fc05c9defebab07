import Foundation
import StackKit
import Testing

/// Aim: what was made is worth what it took, and the sheet says why that is not the standard.
@Suite struct CostSheetTests {
  let desk: CostDesk
  let workshop: Workshop

  init() throws {
    desk = try CostDesk()
    workshop = try Workshop()
  }

  private func sheet(_ order: Int) throws -> APIAnswer {
    try desk.waitUntil("sheet of \(order)", 20) {
      try desk.client.get("/cost/sheet/\(order)").string("status") == "settled"
    }
    return try desk.client.get("/cost/sheet/\(order)")
  }

  private func report(_ order: Int, _ figures: [String: Any]) throws {
    let body: [String: Any] = ["report_no": desk.name("jr"), "mo_id": order, "op_no": 10]
    let answer = try desk.client.post("/job/report", body.merging(figures) { $1 })
    try #require(answer.status < 300, "\(answer.http.text)")
  }

  /// Goods with a standard cost beside their average.
  private func raw(standard: String?, stock: String, cost: String) throws -> Int {
    var sku: [String: Any] = ["price": "9.90"]
    sku["standard_cost"] = standard
    let answer = try desk.client.post("/item/create", ["name": "料", "skus": [sku]])
    let id: Int = try #require(answer.int("skus.0.sku_id"), "\(answer.http.text)")
    try desk.receive(id, stock, cost: cost)
    return id
  }

  @Test func nineGoodOfTen() throws {
    let plain = try raw(standard: nil, stock: "100", cost: "2")
    let planned = try raw(standard: "3", stock: "100", cost: "3.5")
    let product = try workshop.newSKUs(1, kind: "finished")[0]
    let center = desk.name("wc")
    let rate = try desk.client.post(
      "/cost/rate/set",
      ["work_center": center, "labor_per_hour": "30", "overhead_per_hour": "10"])
    #expect(rate.status == 200, "\(rate.http.text)")
    try workshop.template(
      product, [(plain, "2", "0"), (planned, "1", "0")],
      more: [
        "routing": [
          ["op_no": 10, "name": "装配", "work_center": center, "minutes": "6"] as [String: Any]
        ]
      ])
    let order = try workshop.started(product, "10")
    try report(order, ["good_qty": "9", "defect_qty": "1"])
    let finished = try desk.client.post("/job/finish", ["mo_id": order])
    try #require(finished.status < 300, "\(finished.http.text)")

    let answer = try sheet(order)
    let expected = [
      "material": "75.000000", "labor": "30.000000", "overhead": "10.000000",
      "total": "115.000000", "good_qty": "9.0000", "unit_cost": "12.777778",
      "standard_total": "99.000000", "variances.price": "5.000000",
      "variances.usage": "7.000000", "variances.labor": "4.000000",
    ]
    for (field, value) in expected {
      #expect(answer.string(field) == value, "\(field): \(answer.http.text)")
    }
    try desk.expect(product, unitCost: "12.777778", onHand: "9.0000", value: "115.000000")
    try desk.expectCalculated(["mo_id": order])
    try desk.expectCalculated(["sku_id": product])
    #expect(try workshop.findings("production order").isEmpty)
  }

  /// Its material and its work are nobody else's business.
  @Test func anotherFactoryDoesNotSeeIt() throws {
    let material = try raw(standard: nil, stock: "10", cost: "2")
    let product = try workshop.newSKUs(1, kind: "finished")[0]
    try workshop.template(product, [(material, "1", "0")])
    let order = try workshop.started(product, "3")
    let body: [String: Any] = [
      "report_no": desk.name("jr"), "mo_id": order, "good_qty": "3",
    ]
    try #require(try desk.client.post("/job/report", body).status < 300)
    #expect(try sheet(order).string("total") == "6.000000")
    let known = try desk.stack.sql(
      """
      SELECT s.org_id = o.org_id FROM cost_sheet s JOIN production_order o ON o.mo_id = s.mo_id
      WHERE s.mo_id = \(order)
      """)
    #expect(known == [["1"]])
    let other = try workshop.stranger(["planner", "accountant"]).client
    let seen = try other.get("/cost/sheet/\(order)")
    #expect(seen.status == 404 && seen.error == "cost.sheet_not_found", "\(seen.http.text)")
    let again = try other.post("/cost/calculate", ["mo_id": order])
    #expect(again.status == 404 && again.error == "cost.sheet_not_found", "\(again.http.text)")
    // Of everything, it gets the goods' costs, which are the house's, and no sheet.
    let everything = try #require(try other.post("/cost/calculate", [:]).int("checked"))
    let accounts = try desk.stack.sql("SELECT COUNT(*) FROM cost_sku")
    #expect(everything <= Int(accounts[0][0]) ?? 0)
  }

  /// Material that comes back, and material that is lost, both at what it left for.
  @Test func givenBackAndLost() throws {
    let material = try raw(standard: nil, stock: "10", cost: "1.333333")
    let product = try workshop.newSKUs(1, kind: "finished")[0]
    try workshop.template(product, [(material, "1", "0")])
    let order = try workshop.started(product, "5")
    try desk.receive(material, "100", cost: "9")
    let back = try desk.client.post(
      "/mo/return-material",
      [
        "mo_id": order, "return_no": desk.name("mr"),
        "lines": [["sku_id": material, "qty": "2"] as [String: Any]],
      ])
    try #require(back.status < 300, "\(back.http.text)")
    let lost = try desk.client.post(
      "/job/loss",
      [
        "loss_no": desk.name("jl"), "mo_id": order, "sku_id": material, "qty": "1",
        "reason": "破损",
      ])
    try #require(lost.status < 300, "\(lost.http.text)")
    let body: [String: Any] = [
      "report_no": desk.name("jr"), "mo_id": order, "good_qty": "3",
    ]
    try #require(try desk.client.post("/job/report", body).status < 300)
    try #require(try desk.client.post("/job/finish", ["mo_id": order]).status < 300)
    _ = try sheet(order)
    let amounts = try desk.cost(material).status == 200 ? desk.amounts(material) : []
    // 10 at 1.333333, 5 of them out; 100 at 9 in; 2 back at what they left for; 1 lost.
    #expect(amounts[1] == "-6.666665" && amounts[3] == "2.666666", "\(amounts)")
    let loss = try #require(amounts.last.flatMap { Decimal(string: $0) })
    let sheet = try desk.client.get("/cost/sheet/\(order)")
    let total = try #require(sheet.string("total").flatMap { Decimal(string: $0) })
    #expect(total == Decimal(string: "3.999999").map { $0 - loss }, "\(sheet.http.text)")
    #expect(try desk.cost(product).string("value") == sheet.string("total"))
    try desk.expectCalculated(["mo_id": order])
    try desk.expectCalculated(["sku_id": material])
  }

  /// A sub-assembly's cost is in what it goes into.
  @Test func twoLevels() throws {
    let material = try raw(standard: nil, stock: "100", cost: "1.1")
    let part = try workshop.newSKUs(1, kind: "semi")[0]
    let product = try workshop.newSKUs(1, kind: "finished")[0]
    try workshop.template(part, [(material, "3", "0")])
    try workshop.template(product, [(part, "2", "0")])
    for (sku, quantity) in [(part, "7"), (product, "3")] {
      let order = try workshop.started(sku, quantity)
      let body: [String: Any] = [
        "report_no": desk.name("jr"), "mo_id": order, "good_qty": quantity,
      ]
      let answer = try desk.client.post("/job/report", body)
      try #require(answer.status < 300, "\(answer.http.text)")
      _ = try sheet(order)
    }
    try desk.expect(part, unitCost: "3.300000", onHand: "1.0000", value: "3.300000")
    try desk.expect(product, unitCost: "6.600000", onHand: "3.0000", value: "19.800000")
    for sku in [material, part, product] { try desk.expectCalculated(["sku_id": sku]) }
  }
}
