import Foundation
import StackKit
import Testing

/// Receipts, revisions and business dates: what the stock centre's events say of them.
extension CostReverseTests {
  /// 10 at 100, 100 at 10, 100 used, 8 back to the supplier: two are left, at 10. What comes of a
  /// late price then is a variance; and when nothing of the receipt is left there is none.
  func expectShareOfAReceipt(_ desk: CostDesk) throws {
    let sku = 900_000_008
    for event in [
      Self.move(sku, 1, "10", cost: "100", "purchase", "R-8", made: false),
      Self.move(sku, 2, "100", cost: "10", "manual", "M-8", made: false),
      Self.move(sku, 3, "-100", cost: nil, "sale", "S-8", made: false),
      Self.move(sku, 4, "-8", cost: nil, "return", "B-8", made: false, origin: "purchase:R-8"),
    ] { try publish(event, desk) }
    try desk.waitUntil("eight of ten back at their supplier's", 30) {
      try desk.stack.sql("SELECT last_seq FROM cost_sku WHERE sku_id = \(sku)") == [["4"]]
    }
    #expect(
      try desk.stack.sql(
        """
        SELECT given, amount, share, value FROM cost_ledger WHERE sku_id = \(sku) AND seq = 4
        """) == [["-800.000000", "-161.818182", "0.909090909090909091", "20.000000"]])
    let body: [String: Any] = [
      "adjust_no": desk.name("a"), "sku_id": sku, "ref_type": "purchase", "ref_no": "R-8",
      "unit_cost": "50", "reason": "发票价",
    ]
    let late = try desk.client.post("/cost/adjust", body)
    #expect(
      [late.string("total"), late.string("amount"), late.string("value")]
        == ["-100.000000", "0.000000", "20.000000"], "\(late.http.text)")
    try publish(
      Self.move(sku, 5, "-2", cost: nil, "return", "B-9", made: false, origin: "purchase:R-8"),
      desk)
    try desk.waitUntil("the last two back", 30) {
      try desk.stack.sql(
        "SELECT given, amount, value FROM cost_ledger WHERE sku_id = \(sku) AND seq = 5")
        == [["-100.000000", "-20.000000", "0.000000"]]
    }
    var more = body
    more["adjust_no"] = desk.name("a")
    let none = try desk.client.post("/cost/adjust", more)
    #expect(none.status == 409 && none.error == "cost.receipt_returned", "\(none.http.text)")
    try expectWrongShareFound(desk)
    try expectLatePriceOfWhatIsOut(desk)
  }

  /// Material that comes back after the completion: the sheet gets a new revision, and the goods a
  /// late price. One of the two that were made is sold by then.
  func expectRevision(_ desk: CostDesk) throws {
    let (material, made, order) = (900_000_009, 900_000_010, "MO-20261123-000005")
    for event in [
      Self.move(material, 1, "10", cost: "2", "purchase", "R-10", made: false),
      Self.move(material, 2, "-4", cost: nil, "production", order, made: false),
      Self.completed(5, order, made, "2", of: material, "4"),
      Self.move(made, 1, "2", cost: nil, "production", order, made: true),
      Self.move(made, 2, "-1", cost: nil, "sale", "S-10", made: false),
    ] { try publish(event, desk) }
    try desk.waitUntil("one of two sold at 4", 30) {
      try desk.stack.sql("SELECT value FROM cost_sku WHERE sku_id = \(made)") == [["4.000000"]]
    }
    #expect(try desk.client.get("/cost/sheet/5").int("revision") == 1)
    try publish(
      Self.move(material, 3, "1", cost: nil, "return", "B-10", made: false, origin: order), desk)
    try desk.waitUntil("the goods cheaper by what came back", 30) {
      try desk.stack.sql("SELECT value FROM cost_sku WHERE sku_id = \(made)") == [["3.000000"]]
    }
    let sheet = try desk.client.get("/cost/sheet/5")
    #expect(sheet.int("revision") == 2, "\(sheet.http.text)")
    #expect(sheet.string("total") == "6.000000", "\(sheet.http.text)")
    #expect(
      try desk.stack.sql(
        "SELECT amount, variance, share FROM cost_ledger WHERE sku_id = \(made) AND entry = 3")
        == [["-1.000000", "-1.000000", "1.000000000000000000"]])
    try desk.expectCalculated(["mo_id": 5])
    try desk.expectCalculated(["sku_id": made])
    let audit = try desk.stack.operate("audit").output
    #expect(!audit.contains(order), "\(audit)")
    try expectWrongSheetFound(desk, order)
  }

  /// An order that was completed a week ago and is processed now takes that day's rates and
  /// standard costs.
  func expectRatesAndStandardsOfTheDay(_ desk: CostDesk) throws {
    for (rate, moment) in [("30", "2026-11-01T00:00:00Z"), ("60", nil)] {
      var body: [String: Any] = [
        "work_center": "kiln", "labor_per_hour": rate, "overhead_per_hour": "0",
      ]
      body["valid_from"] = moment
      #expect(try desk.client.post("/cost/rate/set", body).status == 200)
    }
    let rates = try desk.client.get("/cost/rate/list")
    #expect(rates.http.text.contains(#""labor_per_hour":"60.0000""#), "\(rates.http.text)")
    let material = try desk.newSKU(standard: "3")
    let item = try #require(try desk.client.get("/item/sku/\(material)").int("item_id"))
    let put = try desk.client.put(
      "/item/\(item)",
      ["version": 1, "skus": [["sku_id": material, "standard_cost": "5"] as [String: Any]]])
    #expect(put.status == 200, "\(put.http.text)")
    let (made, order) = (900_000_011, "MO-20261123-000006")
    let work = """
      {"op_no":10,"work_center":"kiln","minutes":"60","good_qty":"2","defect_qty":"0",\
      "scrap":{"labor":"0","material":"0","other":"0"}}
      """
    for event in [
      Self.move(material, 1, "10", cost: "2", "purchase", "R-11", made: false),
      Self.move(material, 2, "-4", cost: nil, "production", order, made: false),
      Self.completed(6, order, made, "2", of: material, "4", operations: work),
    ] { try publish(event, desk) }
    try desk.waitUntil("the sheet settled", 30) {
      try desk.client.get("/cost/sheet/6").string("status") == "settled"
    }
    let sheet = try desk.client.get("/cost/sheet/6")
    // Two hours at 30; four at 3 each by the book, at 5 each as the goods are valued.
    #expect(
      [sheet.string("labor"), sheet.string("standard_total")] == ["60.000000", "72.000000"],
      "\(sheet.http.text)")
  }
}
