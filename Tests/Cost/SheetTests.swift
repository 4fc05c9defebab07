import CostDomain
import Kernel
import Testing

/// Aim: a sheet adds up, and its variances explain it to the last place.
@Suite struct SheetTests {
  private static func quantity(_ text: String) throws -> QuantitySum {
    try ValuationTests.quantity(text)
  }

  private static func cost(_ text: String) throws -> CostValue { try ValuationTests.cost(text) }

  /// Ten good of eleven made; one kilogram too much at 0.50 above the standard price.
  @Test func aSheet() throws {
    let material = SheetMaterial(
      quantity: try Self.quantity("21"), value: try Self.cost("115.5"),
      standardQuantity: try Self.quantity("20"), standardPrice: try Self.cost("5"))
    let operation = SheetOperation(
      quantity: try Self.quantity("11"), minutes: try #require(Quantity(exactly: "6")),
      laborPerHour: try #require(UnitPrice(exactly: "30")),
      overheadPerHour: try #require(UnitPrice(exactly: "10")))
    let figures = try SheetFigures(
      good: try Self.quantity("10"), materials: [material], operations: [operation])
    #expect(figures.material == (try Self.cost("115.5")))
    #expect(figures.labor == (try Self.cost("33")))
    #expect(figures.overhead == (try Self.cost("11")))
    #expect(figures.total == (try Self.cost("159.5")))
    #expect(figures.unitCost == (try Self.cost("15.95")))
    #expect(figures.standardTotal == (try Self.cost("140")))
    #expect(figures.priceVariance == (try Self.cost("10.5")))
    #expect(figures.usageVariance == (try Self.cost("5")))
    #expect(figures.laborVariance == (try Self.cost("4")))
  }

  @Test func whereNothingGoodWasMadeAllIsUsageVariance() throws {
    let material = SheetMaterial(
      quantity: try Self.quantity("3"), value: try Self.cost("18"),
      standardQuantity: .zero, standardPrice: try Self.cost("5"))
    let operation = SheetOperation(
      quantity: try Self.quantity("2"), minutes: try #require(Quantity(exactly: "30")),
      laborPerHour: try #require(UnitPrice(exactly: "40")), overheadPerHour: .zero)
    let figures = try SheetFigures(good: .zero, materials: [material], operations: [operation])
    #expect(figures.total == (try Self.cost("58")))
    #expect(figures.usageVariance == figures.total)
    #expect(figures.standardTotal.isZero && figures.unitCost.isZero)
    #expect(figures.priceVariance.isZero && figures.laborVariance.isZero)
  }

  @Test(arguments: 0..<100) func variancesExplainTheTotal(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func some(_ most: Int64) -> Int128 { Int128(Int64.random(in: 0...most, using: &random)) }
    var materials: [SheetMaterial] = []
    for _ in 0..<5 {
      let price: CostValue? =
        Bool.random(using: &random) ? try CostValue(checking: some(9_000_000)) : nil
      materials.append(
        SheetMaterial(
          quantity: try QuantitySum(checking: some(1_000_000)),
          value: try CostValue(checking: some(900_000_000)),
          standardQuantity: try QuantitySum(checking: some(1_000_000)), standardPrice: price))
    }
    let operations = try (0..<3).map { _ in
      SheetOperation(
        quantity: try QuantitySum(checking: some(1_000_000)),
        minutes: try Quantity(checking: Int64(clamping: some(1_000_000))),
        laborPerHour: try UnitPrice(checking: Int64(clamping: some(1_000_000))),
        overheadPerHour: try UnitPrice(checking: Int64(clamping: some(1_000_000))))
    }
    let figures = try SheetFigures(
      good: try QuantitySum(checking: some(1_000_000)), materials: materials,
      operations: operations)
    let explained =
      try figures.standardTotal + figures.priceVariance + figures.usageVariance
      + figures.laborVariance
    #expect(figures.total == explained)
    #expect(figures.total == (try figures.material + figures.labor + figures.overhead))
  }
}
