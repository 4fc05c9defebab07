import Kernel
import StockDomain
import Testing

@Suite struct StockSumTests {
  @Test func aSumIsWiderThanAColumn() throws {
    let most = Quantity.maximum
    let sum = StockSum(of: Array(repeating: most, count: 3))
    #expect(sum.description == "299999999999999.9997")
    #expect(StockSum(digits: "299999999999999.9997") == sum)
    #expect((StockSum.zero - sum).description == "-299999999999999.9997")
    #expect(StockSum(most) < sum)
  }

  @Test func whatMariaDBWritesIsRead() {
    #expect(StockSum(digits: "0")?.description == "0.0000")
    #expect(StockSum(digits: "-0.0001")?.description == "-0.0001")
    #expect(StockSum(digits: "12.5")?.description == "12.5000")
    #expect(
      StockSum(digits: "9999999999999999999999999999999999.9999")?.description
        == "9999999999999999999999999999999999.9999")
    #expect(StockSum(digits: "") == nil)
    #expect(StockSum(digits: "1.00001") == nil)
    #expect(StockSum(digits: "x") == nil)
  }
}
