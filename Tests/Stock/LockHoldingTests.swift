import Kernel
import StockDomain
import Testing

@Suite struct LockHoldingTests {
  let holding = LockHolding([
    .init(lineNumber: 1, skuID: 7, held: quantity(5)), .init(lineNumber: 2, skuID: 3, held: .zero),
    .init(lineNumber: 3, skuID: 9, held: quantity(2)),
  ])

  @Test func allIsWhatIsStillHeld() {
    #expect(holding.all().map(\.skuID) == [7, 9])
    #expect(holding.all().allSatisfy { $0.left.isZero })
  }

  @Test func neverMoreThanIsHeld() {
    let parts = holding.atMost([7: quantity(8), 3: quantity(1), 9: quantity(1), 4: quantity(1)])
    #expect(parts.map(\.skuID) == [7, 9])
    #expect(parts.map(\.quantity) == [quantity(5), quantity(1)])
    #expect(parts.map(\.left) == [.zero, quantity(1)])
  }

  @Test func exactlyOrNotAtAll() {
    #expect(holding.exactly([7: quantity(5), 9: quantity(2)])?.count == 2)
    #expect(holding.exactly([7: quantity(6)]) == nil)
    #expect(holding.exactly([4: quantity(1)]) == nil)
  }

  @Test func countsBecomeDifferences() throws {
    let level = try StockLevel(onHand: quantity(10), locked: quantity(4))
    func difference(_ counted: Int64, _ allowsNegative: Bool = false) throws -> CountDifference {
      try CountDifference(
        counted: quantity(counted), level: level, allowsNegative: allowsNegative)
    }
    #expect(try difference(10) == .none)
    #expect(try difference(12) == .move(quantity(2)))
    #expect(try difference(4) == .move(quantity(-6)))
    #expect(try difference(3) == .belowLocked)
    #expect(try difference(3, true) == .move(quantity(-7)))
  }
}
