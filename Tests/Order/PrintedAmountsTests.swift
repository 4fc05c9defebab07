import Kernel
import OrderDomain
import Testing

/// What a receipt printed: the parts always make the whole.
@Suite struct PrintedAmountsTests {
  private func line(
    _ sku: Int64, _ quantity: String, _ price: String, factor: String = "1"
  ) throws -> PrintedLine {
    PrintedLine(
      skuID: sku, quantity: try Quantity(parsing: quantity),
      factor: try Quantity(parsing: factor), price: try UnitPrice(parsing: price))
  }

  @Test func linesOfOneSKUAndPriceAreOne() throws {
    let amounts = try #require(
      try PrintedAmounts.make(
        [line(1, "1", "2.50"), line(2, "1", "4"), line(1, "2", "2.5"), line(1, "1", "2")],
        payable: Money(parsing: "13.50")))
    #expect(amounts.lines.map(\.printed.skuID) == [1, 2, 1])
    #expect(amounts.lines.map(\.original.description) == ["7.50", "4.00", "2.00"])
    #expect(amounts.discount.isZero)
  }

  @Test func whatWasNotPaidIsADiscount() throws {
    let amounts = try #require(
      try PrintedAmounts.make(
        [line(1, "1", "10"), line(2, "1", "10"), line(3, "1", "10")],
        payable: Money(parsing: "29.99")))
    #expect(amounts.lines.map(\.discount.description) == ["0.01", "0.00", "0.00"])
    #expect(amounts.original.description == "30.00")
  }

  @Test func moreThanTheLinesSay() throws {
    #expect(try PrintedAmounts.make([line(1, "1", "1")], payable: Money(parsing: "1.01")) == nil)
  }

  /// A till that rounds each scan arrives at other cents.
  @Test func bothWaysOfRounding() throws {
    let scans = [try line(1, "1", "0.005"), try line(1, "1", "0.005")]
    let each = try #require(try PrintedAmounts.make(scans, payable: Money(parsing: "0.02")))
    #expect(each.original.description == "0.02" && each.discount.isZero)
    let once = try #require(try PrintedAmounts.make(scans, payable: Money(parsing: "0.01")))
    #expect(once.original.description == "0.01" && once.discount.isZero)
  }

  @Test(arguments: 0..<20) func partsMakeTheWhole(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let lines = try (1...Int.random(in: 1...20, using: &random)).map { id in
        PrintedLine(
          skuID: Int64(id),
          quantity: try Quantity(checking: Int64.random(in: 1...99_999, using: &random)),
          factor: try Quantity(parsing: "1"),
          price: try UnitPrice(checking: Int64.random(in: 0...999_999, using: &random)))
      }
      let full = try #require(try PrintedAmounts.make(lines, payable: .zero)).original
      let payable = try Money(checking: Int64.random(in: 0...full.scaled, using: &random))
      let amounts = try #require(try PrintedAmounts.make(lines, payable: payable))
      #expect(try Money.sum(amounts.lines.map(\.discount)) == amounts.discount, "seed \(seed)")
      #expect(try Money.sum(amounts.lines.map(\.payable)) == payable, "seed \(seed)")
      #expect(amounts.lines.allSatisfy { !$0.payable.isNegative && !$0.discount.isNegative })
    }
  }
}
