import Foundation
import StackKit
import Testing

/// Figures that are wrong by the rules: the calculation and the audit name them.
extension CostReverseTests {
  private struct Damage {
    let table: String
    /// What becomes of it, and what becomes of that again.
    let change: String
    let repair: String
    let place: String
    /// What the calculation calls it first.
    let field: String
    let audited: String
  }

  private func expectFound(
    _ damages: [Damage], by body: [String: Any], _ desk: CostDesk
  ) throws {
    for damage in damages {
      try desk.stack.sql("UPDATE \(damage.table) SET \(damage.change) WHERE \(damage.place)")
      let answer = try desk.client.post("/cost/calculate", body)
      #expect(
        answer.string("different.0.field") == damage.field, "\(damage) \(answer.http.text)")
      let found = try desk.stack.operate("audit").output
      #expect(found.contains(damage.audited), "\(damage) \(found)")
      try desk.stack.sql("UPDATE \(damage.table) SET \(damage.repair) WHERE \(damage.place)")
    }
    try desk.expectCalculated(body)
  }

  /// A share, an amount and a value of goods that went back, and of a late price.
  func expectWrongShareFound(_ desk: CostDesk) throws {
    let sku = 900_000_008
    let sent = "sku_id = \(sku) AND seq = 4"
    let late = "sku_id = \(sku) AND kind = 'correction'"
    let damages = [
      ("share = share + 0.5", "share = share - 0.5", sent, "share", "entry 4: a return"),
      (
        "amount = amount + 1, variance = variance - 1",
        "amount = amount - 1, variance = variance + 1", sent, "amount", "entry 4: a return"
      ),
      ("value = value + 1", "value = value - 1", sent, "value", "entry 4: "),
      ("share = share + 1", "share = share - 1", late, "share", "entry 5: a late price"),
      (
        "amount = amount - 1, variance = variance + 1",
        "amount = amount + 1, variance = variance - 1", late, "amount", "entry 5: a late price"
      ),
      ("given = given + 1", "given = given - 1", late, "given", "entry 5: "),
    ].map { change, repair, place, field, audited in
      Damage(
        table: "cost_ledger", change: change, repair: repair, place: place, field: field,
        audited: "SKU \(sku), \(audited)")
    }
    try expectFound(damages, by: ["sku_id": sku], desk)
  }

  /// Ten at 1 are sold and turn out to have cost 9: four that come back are worth 36. They left for
  /// 4; the rest had been a variance, and is none any more.
  func expectLatePriceOfWhatIsOut(_ desk: CostDesk) throws {
    let sku = 900_000_012
    for event in [
      Self.move(sku, 1, "10", cost: "1", "purchase", "R-12", made: false),
      Self.move(sku, 2, "-10", cost: nil, "sale", "S-12", made: false),
    ] { try publish(event, desk) }
    try desk.waitUntil("all sold", 30) {
      try desk.stack.sql("SELECT last_seq FROM cost_sku WHERE sku_id = \(sku)") == [["2"]]
    }
    let late = try desk.client.post(
      "/cost/adjust",
      [
        "adjust_no": desk.name("a"), "sku_id": sku, "ref_type": "purchase", "ref_no": "R-12",
        "unit_cost": "9", "reason": "发票价",
      ])
    #expect(
      [late.string("amount"), late.string("variance")] == ["0.000000", "80.000000"],
      "\(late.http.text)")
    for event in [
      Self.move(sku, 3, "4", cost: nil, "return", "C-12", made: false, origin: "sale:S-12"),
      Self.move(sku, 4, "6", cost: nil, "return", "D-12", made: false, origin: "sale:S-12"),
    ] { try publish(event, desk) }
    let read = """
      SELECT given, amount, variance, late, value FROM cost_ledger \
      WHERE sku_id = \(sku) AND entry > 3 ORDER BY entry
      """
    try desk.waitUntil("four of ten and six of six back, at 9", 30) {
      try desk.stack.sql(read) == [
        ["4.000000", "36.000000", "-32.000000", "32.000000", "36.000000"],
        ["6.000000", "54.000000", "-48.000000", "48.000000", "90.000000"],
      ]
    }
    let back = "sku_id = \(sku) AND seq = 3"
    let damages = [
      (
        "given = given + 1, variance = variance + 1", "given = given - 1, variance = variance - 1",
        "given"
      ),
      ("late = late - 1", "late = late + 1", "late"),
      (
        "amount = amount + 1, variance = variance - 1",
        "amount = amount - 1, variance = variance + 1", "amount"
      ),
      ("unit_cost = 9", "unit_cost = NULL", "late"),
    ].map { change, repair, field in
      Damage(
        table: "cost_ledger", change: change, repair: repair, place: back, field: field,
        audited: "SKU \(sku), entry 4: ")
    }
    try expectFound(damages, by: ["sku_id": sku], desk)
    // Which entry was the last late price says whether late prices are asked for at all.
    try expectFound(
      [
        Damage(
          table: "cost_sku", change: "last_correction = 0", repair: "last_correction = 3",
          place: "sku_id = \(sku)", field: "last_correction", audited: "SKU \(sku): on hand")
      ], by: ["sku_id": sku], desk)
  }

  /// A sheet's total, and what it is made of.
  func expectWrongSheetFound(_ desk: CostDesk, _ order: String) throws {
    let damages = [
      ("total = total + 1", "total = total - 1", "total", "total 7.000000"),
      ("labor = 1, total = 7", "labor = 0, total = 6", "labor", "material"),
      (
        "material = material - 1, total = total - 1, price_variance = price_variance - 1",
        "material = material + 1, total = total + 1, price_variance = price_variance + 1",
        "material", "material 5.000000 of 6.000000"
      ),
    ].map { change, repair, field, audited in
      Damage(
        table: "cost_sheet", change: change, repair: repair, place: "mo_id = 5", field: field,
        audited: "production order \(order): \(audited)")
    }
    try expectFound(damages, by: ["mo_id": 5], desk)
  }
}
