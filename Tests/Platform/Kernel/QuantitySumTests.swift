import Kernel
import Testing

@Suite struct QuantitySumTests {
  @Test func aSumIsWiderThanAColumn() throws {
    let most = Quantity.maximum
    let sum = QuantitySum(of: Array(repeating: most, count: 3))
    #expect(sum.description == "299999999999999.9997")
    #expect(QuantitySum(digits: "299999999999999.9997") == sum)
    #expect(try (QuantitySum.zero - sum).description == "-299999999999999.9997")
    #expect(QuantitySum(most) < sum)
  }

  @Test func whatMariaDBWritesIsRead() {
    #expect(QuantitySum(digits: "0")?.description == "0.0000")
    #expect(QuantitySum(digits: "-0.0001")?.description == "-0.0001")
    #expect(QuantitySum(digits: "12.5")?.description == "12.5000")
    #expect(
      QuantitySum(digits: "9999999999999999999999999999999999.9999")?.description
        == "9999999999999999999999999999999999.9999")
    #expect(QuantitySum(digits: "") == nil)
    #expect(QuantitySum(digits: "1.00001") == nil)
    #expect(QuantitySum(digits: "x") == nil)
  }
}
