import Kernel
import OrderDomain
import Testing

/// `<channel>-<store>-<yyyymmdd>-<6 digits>`
@Suite struct OrderNumberTests {
  @Test(
    arguments: [
      (1, "pos-12-20261122-000001"), (999_999, "pos-12-20261122-999999"),
      (1_000_000, "pos-12-20261122-1000000"),
    ] as [(Int64, String)])
  func prints(sequence: Int64, expected: String) throws {
    let day = try #require(BusinessDay(year: 2026, month: 11, day: 22))
    let number = OrderNumber(channel: "pos", storeID: 12, day: day, sequence: sequence)
    #expect(number.description == expected)
  }

  /// No two numbers differ by case alone.
  @Test func oneSeriesInAnyCase() throws {
    let day = try #require(BusinessDay(year: 2026, month: 11, day: 22))
    let series = ["POS", "pos", "Pos"].map {
      OrderNumber.series(channel: $0, storeID: 12, day: day)
    }
    #expect(Set(series) == ["order/pos-12-20261122"])
    #expect(["till", "TILL", "Till"].allSatisfy(OrderNumber.isTill))
    #expect(!OrderNumber.isTill("tills"))
  }
}
