import StackKit
import Testing

/// Aim: the operator's audit speaks about each order whose material does not fit (invariant 21).
@Suite struct ProductionAuditTests {
  /// `#` stands for the order's id, `~` for its number, `$` for the material's SKU.
  static let damages = [
    AuditDamage(
      testDescription: "more was issued than is required",
      sql: "UPDATE production_material SET issued_qty = 11 WHERE mo_id = #",
      repair: "UPDATE production_material SET issued_qty = 10 WHERE mo_id = #",
      finding: "production order ~ sku $: required 10.0000, issued 11.0000, returned 0.0000"),
    AuditDamage(
      testDescription: "more came back than was issued",
      sql: "UPDATE production_material SET returned_qty = 10.0001 WHERE mo_id = #",
      repair: "UPDATE production_material SET returned_qty = 0 WHERE mo_id = #",
      finding: "production order ~ sku $: required 10.0000, issued 10.0000, returned 10.0001"),
    AuditDamage(
      testDescription: "less was issued than the bill requires",
      sql: "UPDATE production_material SET issued_qty = 9 WHERE mo_id = #",
      repair: "UPDATE production_material SET issued_qty = 10 WHERE mo_id = #",
      finding: """
        production order ~, started, material issued, sku $: required 10.0000, issued 9.0000, \
        returned 0.0000
        """),
    AuditDamage(
      testDescription: "a return that nothing came back by",
      sql: "UPDATE production_material SET returned_qty = 1 WHERE mo_id = #",
      repair: "UPDATE production_material SET returned_qty = 0 WHERE mo_id = #",
      finding: "production order ~ sku $: came back 1.0000, returns 0.0000"),
  ]

  @Test func findsDamage() throws {
    let workshop = try Workshop()
    let (product, part) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(1)[0])
    try workshop.template(product, [(part, "2", "0")])
    try workshop.receive([part: "10"])
    let order = try workshop.started(product, "5")
    let number = try #require(try workshop.client.get("/mo/\(order)").string("mo_no"))
    func findings() throws -> [Substring] {
      try SharedBooks.alone { try workshop.findings(number) }
    }
    #expect(try findings() == [])
    for damage in Self.damages {
      try damage.expectFound(
        on: workshop.stack, ["#": "\(order)", "~": number, "$": "\(part)"])
    }
    #expect(try findings() == [])
  }
}
