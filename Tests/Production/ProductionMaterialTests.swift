import Kernel
import ProductionDomain
import Testing

/// What an order that ends early takes of its material, and what is left over.
@Suite struct ProductionMaterialTests {
  private static func quantity(_ text: String) throws -> Quantity { try Quantity(parsing: text) }

  private static func material(
    _ component: String, scrap: String = "0", required: String, issued: String,
    returned: String = "0"
  ) throws -> ProductionMaterial {
    ProductionMaterial(
      component: BOMComponent(
        skuID: 1, quantity: try quantity(component), scrapRate: try Rate(parsing: scrap)),
      required: try quantity(required), issued: try quantity(issued),
      returned: try quantity(returned))
  }

  @Test func halfOfThePlanLeavesHalfOfTheMaterial() throws {
    let material = try Self.material("2", required: "200", issued: "200")
    let needed = try material.needed(
      for: Self.quantity("50"), of: Self.quantity("100"), base: Self.quantity("1"))
    #expect(needed.description == "100.0000")
    #expect(material.leftover(needed: needed).description == "100.0000")
  }

  /// Up at the fourth place, as what is required; never more than that.
  @Test func roundedUpAndNeverAboveThePlan() throws {
    let material = try Self.material("1", scrap: "0.1", required: "3.6667", issued: "3.6667")
    let base = try Self.quantity("3")
    let some = try material.needed(
      for: Self.quantity("1"), of: Self.quantity("10"), base: base)
    #expect(some.description == "0.3667")
    let over = try material.needed(
      for: Self.quantity("11"), of: Self.quantity("10"), base: base)
    #expect(over == material.required)
    #expect(material.leftover(needed: over).isZero)
  }

  @Test func whatCameBackIsNotLeftOver() throws {
    let material = try Self.material("1", required: "10", issued: "10", returned: "8")
    #expect(material.leftover(needed: try Self.quantity("1")).description == "1.0000")
    #expect(material.leftover(needed: try Self.quantity("5")).isZero)
  }

  /// At the edge nothing traps, and less than the plan never takes more than it.
  @Test func theEdgeIsHeld() throws {
    let component = BOMComponent(skuID: 1, quantity: .maximum, scrapRate: .maximum)
    let material = ProductionMaterial(
      component: component, required: .maximum, issued: .maximum, returned: .zero)
    #expect(throws: ProductionRefusal.quantityOutOfRange) {
      try material.needed(
        for: Self.quantity("2"), of: .maximum, base: Self.quantity("0.0001"))
    }
    #expect(
      try material.needed(for: .maximum, of: .maximum, base: .maximum) == .maximum)
    #expect(material.leftover(needed: .zero) == .maximum)
  }
}
