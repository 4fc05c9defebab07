import Foundation
import StackKit
import Testing

/// Aim: what is settled stays calculated, and figures that no sheet can hold stop nothing else.
@Suite struct CostSheetFaultTests {
  let desk: CostDesk
  let workshop: Workshop

  init() throws {
    desk = try CostDesk()
    workshop = try Workshop()
  }

  private func waitForStatus(_ number: String, _ status: String) throws {
    try desk.waitUntil("sheet \(number) \(status)", 20) {
      try desk.stack.sql("SELECT status FROM cost_sheet WHERE mo_no = '\(number)'") == [[status]]
    }
  }

  @Test func aStandardCostThatComesLaterChangesNoSheet() throws {
    let material = try desk.newSKU()
    try desk.receive(material, "10", cost: "2")
    let product = try workshop.newSKUs(1, kind: "finished")[0]
    try workshop.template(product, [(material, "1", "0")])
    let order = try workshop.started(product, "3")
    let number = try #require(try workshop.client.get("/mo/\(order)").string("mo_no"))
    let done = try desk.client.post(
      "/job/report", ["report_no": desk.name("jr"), "mo_id": order, "good_qty": "3"])
    try #require(done.status < 300, "\(done.http.text)")
    try waitForStatus(number, "settled")
    try desk.expectCalculated(["mo_id": order])

    let item = try desk.client.get("/item/sku/\(material)").int("item_id") ?? 0
    let put = try desk.client.put(
      "/item/\(item)",
      [
        "version": 1, "skus": [["sku_id": material, "standard_cost": "5"] as [String: Any]],
      ])
    #expect(put.status == 200, "\(put.http.text)")
    try desk.waitUntil("standard cost of \(material) known", 20) {
      try desk.stack.sql("SELECT standard_cost FROM cost_sku WHERE sku_id = \(material)")
        == [["5.000000"]]
    }
    try desk.expectCalculated(["mo_id": order])
    let sheet = try desk.client.get("/cost/sheet/\(order)")
    #expect(sheet.string("standard_total") == "6.000000", "\(sheet.http.text)")
  }

  /// Goods that somebody takes out for production by hand belong to no order: no sheet waits for
  /// a completion that never comes.
  @Test func byHandThereIsNoSheet() throws {
    let material = try desk.newSKU()
    try desk.receive(material, "10", cost: "2")
    let number = desk.name("hand")
    let out = try desk.client.post(
      "/stock/out",
      [
        "ref_type": "production", "ref_no": number,
        "lines": [["sku_id": material, "qty": "3"] as [String: Any]],
      ])
    try #require(out.status == 201, "\(out.http.text)")
    try desk.expect(material, unitCost: "2.000000", onHand: "7.0000", value: "14.000000")
    #expect(
      try desk.stack.sql("SELECT COUNT(*) FROM cost_sheet WHERE mo_no = '\(number)'") == [["0"]])
  }

  /// A sheet that cannot be reckoned comes first, one that can behind it.
  @Test func oneBadSheetStopsNoOther() throws {
    let (bad, good) = ("0-bad", "0-good")
    defer {
      for table in ["cost_sheet", "cost_sheet_operation"] {
        _ = try? desk.stack.sql("DELETE FROM \(table) WHERE mo_no IN ('\(bad)', '\(good)')")
      }
      _ = try? desk.stack.sql("DELETE FROM put_aside WHERE object_key = '\(bad)'")
    }
    let most = "99999999999999.9999"
    _ = try desk.stack.sql(
      """
      INSERT INTO cost_sheet_operation (mo_no, op_no, minutes, quantity, labor_per_hour, \
      overhead_per_hour) VALUES ('\(bad)', 1, \(most), \(most), \(most), 0);
      INSERT INTO cost_sheet (mo_no, mo_id, sku_id, status) \
      VALUES ('\(bad)', 9000000001, 9000000001, 'pending'), \
      ('\(good)', 9000000002, 9000000001, 'pending');
      """)
    try waitForStatus(good, "settled")
    try waitForStatus(bad, "pending")
  }

  @Test func absurdFiguresAreRefused() throws {
    let center = desk.name("wc")
    for (labor, overhead, status) in [
      ("100000000", "100000000", 200), ("100000000.0001", "0", 400), ("0", "100000000.0001", 400),
    ] {
      let answer = try desk.client.post(
        "/cost/rate/set",
        ["work_center": center, "labor_per_hour": labor, "overhead_per_hour": overhead])
      #expect(answer.status == status, "\(answer.http.text)")
    }
    let (product, part) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(1)[0])
    for (minutes, status) in [("1000000.0001", 400), ("1000000", 201)] {
      let step = ["op_no": 10, "name": "装配", "minutes": minutes] as [String: Any]
      let answer = try desk.client.post(
        "/mo/bom/template/create",
        Workshop.bill(product, [(part, "1", "0")], more: ["routing": [step]]))
      #expect(answer.status == status, "\(answer.http.text)")
      if status == 400 {
        #expect(answer.details.first?["field"] as? String == "routing[0].minutes")
      }
    }
  }
}
