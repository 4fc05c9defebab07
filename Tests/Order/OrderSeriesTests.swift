import Kernel
import OrderDomain
import Testing

/// `<channel>-<store>-<yyyymmdd>-<6 digits>`
@Suite struct OrderSeriesTests {
  @Test(
    arguments: [
      (1, "pos-12-20261122-000001"), (999_999, "pos-12-20261122-999999"),
      (1_000_000, "pos-12-20261122-1000000"),
    ] as [(Int64, String)])
  func prints(sequence: Int64, expected: String) throws {
    let day = try #require(BusinessDay(year: 2026, month: 11, day: 22))
    let series = OrderSeries(channel: "pos", storeID: 12, day: day)
    #expect(series.number(sequence) == expected)
  }

  /// No two numbers differ by case alone.
  @Test func oneSeriesInAnyCase() throws {
    let day = try #require(BusinessDay(year: 2026, month: 11, day: 22))
    let series = ["POS", "pos", "Pos"].map {
      OrderSeries(channel: $0, storeID: 12, day: day).key
    }
    #expect(Set(series) == ["order/pos-12-20261122"])
    #expect(["till", "TILL", "Till"].allSatisfy(OrderSeries.isTill))
    #expect(!OrderSeries.isTill("tills"))
  }
}
