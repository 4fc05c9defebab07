import Kernel
import TestKit
import Testing

/// Points never wrap and never end a process: what does not fit is refused.
@Suite struct PointsTests {
  @Test func theLimitIsKept() throws {
    let most = Points.maximum
    let one = try Points(checking: 1)
    #expect(throws: DecimalFault.outOfRange) { try most + one }
    #expect(throws: DecimalFault.outOfRange) { try -most - one }
    #expect(throws: DecimalFault.outOfRange) { try Points(checking: .max) }
    #expect(throws: DecimalFault.outOfRange) { try Points(checking: .min) }
    #expect(throws: DecimalFault.outOfRange) { try Points.sum([most, one, -one]) }
    #expect(try (most - one) + one == most)
    #expect(most.adding(capped: most) == most)
    #expect((-most).adding(capped: -one) == -most)
    #expect(Points(clamping: .min) == -most)
    #expect(Points(clamping: .max) == most)
    #expect((-most).magnitude == most)
  }

  @Test func sharesAreExact() throws {
    let most = Points.maximum
    let whole = Quantity.maximum
    #expect(try most.proportion(whole, of: whole) == most)
    #expect(try Points(checking: 10).proportion(Money(whole: 1), of: Money(whole: 3)).value == 3)
    #expect(
      try Points(checking: 10).proportion(Money(whole: 2), of: Money(whole: 3), rounding: .halfUp)
        .value == 7)
    #expect(throws: DecimalFault.notANumber) { try most.proportion(whole, of: .zero) }
    #expect(throws: DecimalFault.outOfRange) {
      try most.proportion(Quantity.maximum, of: Quantity(whole: 1))
    }
  }

  @Test func earningsAreFloored() throws {
    let rate: Rate = try #require(Rate(exactly: "1.5"))
    #expect(try Points(flooring: #require(Money(exactly: "9.99")), times: rate).value == 14)
    #expect(try Points(flooring: #require(Money(exactly: "-0.01")), times: rate).value == -1)
    // The largest order at the largest rate fits; what comes near 2^63 does not.
    let largest = try #require(Money(exactly: "9999999999.99"))
    #expect(try Points(flooring: largest, times: Rate(whole: 100)).value == 999_999_999_999)
    #expect(throws: DecimalFault.outOfRange) { try Points(flooring: .maximum, times: .maximum) }
  }

  @Test func sumsAgreeWithWideOnes() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      let (left, right) = (number(using: &random), number(using: &random))
      let wide = Int128(left.value) + Int128(right.value)
      let fits = wide.magnitude <= Points.limit.magnitude
      let sum = try? left + right
      #expect(sum?.value == (fits ? Int64(exactly: wide) : nil))
      #expect((try? left - (-right)) == sum)
      #expect(
        Int128(left.adding(capped: right).value)
          == min(max(wide, -Int128(Points.limit)), Int128(Points.limit)))
    }
  }

  private func number(using random: inout SeededGenerator) -> Points {
    let values: [Int64] = [
      0, 1, -1, Points.limit, -Points.limit, .random(in: -100...100, using: &random),
      .random(in: -Points.limit...Points.limit, using: &random), .max, .min,
    ]
    return Points(clamping: values.randomElement(using: &random) ?? 0)
  }
}
