import StackKit
import Testing

/// Aim: the operator's audit speaks about each share and value that cannot be (invariant 20).
@Suite struct CostAuditTests {
  /// `$` stands for the SKU. Entry 3 is a late price of the receipt of entry 1, of which 6 of the 6
  /// on hand are held; entries 5 and 6 are late prices of that and of another one, of which 4 came.
  static let damages = [
    AuditDamage(
      testDescription: "a share below zero",
      sql: "UPDATE cost_ledger SET share = -1 WHERE sku_id = $ AND entry = 3",
      repair: "UPDATE cost_ledger SET share = 6 WHERE sku_id = $ AND entry = 3",
      finding: "SKU $, entry 3: a share of -1.0"),
    AuditDamage(
      testDescription: "a share beyond what is on hand",
      sql: "UPDATE cost_ledger SET share = 6.5 WHERE sku_id = $ AND entry = 3",
      repair: "UPDATE cost_ledger SET share = 6 WHERE sku_id = $ AND entry = 3",
      finding: "SKU $, entry 3: a share of 6.5"),
    AuditDamage(
      testDescription: "a value below zero",
      sql: "UPDATE cost_ledger SET value = -1 WHERE sku_id = $ AND entry = 3",
      repair: "UPDATE cost_ledger SET value = 18 WHERE sku_id = $ AND entry = 3",
      finding: "SKU $, entry 3: a share of 6.000000000000000000, on hand 6.0000, value -1.0"),
    AuditDamage(
      testDescription: "a late price for more than is held",
      sql: "UPDATE cost_ledger SET amount = 7 WHERE sku_id = $ AND entry = 3",
      repair: "UPDATE cost_ledger SET amount = 6 WHERE sku_id = $ AND entry = 3",
      finding: "SKU $, entry 3: a late price changed the value by 7.000000 and not by 6.000000"),
    AuditDamage(
      testDescription: "two receipts that hold more than there is",
      sql: "UPDATE cost_ledger SET share = 4.5 WHERE sku_id = $ AND entry = 6",
      repair: "UPDATE cost_ledger SET share = 4 WHERE sku_id = $ AND entry = 6",
      finding: """
        SKU $, entry 5: receipts hold 10.500000000000000000 together, on hand 10.0000
        """),
    AuditDamage(
      testDescription: "goods on hand that are worth less than nothing",
      sql: "UPDATE cost_sku SET value = -1 WHERE sku_id = $",
      repair: "UPDATE cost_sku SET value = 44 WHERE sku_id = $",
      finding: "SKU $: on hand 10.0000, value -1.000000"),
  ]

  private func adjust(
    _ sku: Int, _ receipt: String, to cost: String, worth value: String, _ desk: CostDesk
  ) throws {
    _ = try desk.cost(sku)
    let late = try desk.client.post(
      "/cost/adjust",
      [
        "adjust_no": desk.name("a"), "sku_id": sku, "ref_type": "purchase", "ref_no": receipt,
        "unit_cost": cost, "reason": "发票价",
      ])
    #expect(late.string("value") == value, "\(late.http.text)")
  }

  @Test func findsDamage() throws {
    let desk = try CostDesk()
    let sku = try desk.newSKU()
    let receipt = try desk.receive(sku, "10", cost: "2")
    try desk.issue(sku, "4")
    try adjust(sku, receipt, to: "3", worth: "18.000000", desk)
    let second = try desk.receive(sku, "4", cost: "5")
    try adjust(sku, receipt, to: "4", worth: "44.000000", desk)
    try adjust(sku, second, to: "5.5", worth: "46.000000", desk)
    try adjust(sku, second, to: "5", worth: "44.000000", desk)
    func findings() throws -> [Substring] {
      try SharedBooks.alone {
        try desk.stack.operate("audit").output.split(separator: "\n")
          .filter { $0.contains("SKU \(sku)") }
      }
    }
    #expect(try findings() == [])
    for damage in Self.damages { try damage.expectFound(on: desk.stack, ["$": "\(sku)"]) }
    #expect(try findings() == [])
  }
}
