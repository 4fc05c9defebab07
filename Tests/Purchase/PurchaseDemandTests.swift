import Kernel
import PurchaseDomain
import Testing

/// Lines of an order as they are written down.
@Suite struct PurchaseDemandTests {
  private func demand(_ sku: Int64, _ quantity: String, _ price: String) throws -> PurchaseDemand {
    PurchaseDemand(
      skuID: sku, quantity: try Quantity(parsing: quantity), price: try UnitPrice(parsing: price))
  }

  @Test func theSameGoodsAtTheSamePriceAreOneLine() throws {
    let summed = try PurchaseDemand.summed([
      demand(2, "1", "3"), demand(1, "1", "3"), demand(2, "0.5", "3.0000"), demand(2, "1", "3.1"),
    ])
    #expect(
      summed == [
        try demand(2, "1.5", "3"), try demand(1, "1", "3"), try demand(2, "1", "3.1"),
      ])
  }

  @Test func aSumThatDoesNotFitIsRefused() throws {
    let most = PurchaseDemand(skuID: 1, quantity: .maximum, price: .zero)
    #expect(throws: PurchaseRefusal.amountOutOfRange) {
      try PurchaseDemand.summed([most, most])
    }
  }

  @Test func numbersHaveSixDigits() throws {
    let day = try #require(BusinessDay("2026-11-22"))
    #expect(DailyNumber("PO", day: day, sequence: 7).description == "PO-20261122-000007")
    #expect(DailyNumber("PO", day: day, sequence: 1_234_567).description == "PO-20261122-1234567")
  }
}
