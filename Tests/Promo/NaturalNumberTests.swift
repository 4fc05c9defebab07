import Kernel
import Testing

@testable import PromoDomain

/// Aim: numbers of any length obey arithmetic.
@Suite struct NaturalNumberTests {
  @Test func sumsProductsAndQuotientsAgree() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let left = UInt64.random(in: 0...UInt64.max, using: &random) >> Int.random(in: 0...63)
      let right = UInt64.random(in: 1...UInt64.max, using: &random) >> Int.random(in: 0...62)
      let factor = max(right, 1)
      let product = NaturalNumber(left).times(factor)
      let rest = UInt64.random(in: 0..<factor, using: &random)
      let whole = product + NaturalNumber(rest)
      let (quotient, remainder) = whole.divided(by: NaturalNumber(factor), atMost: .max)
      #expect(quotient == left && remainder == NaturalNumber(rest), "\(left) × \(factor) + \(rest)")
      #expect(whole - NaturalNumber(rest) == product)
      #expect((NaturalNumber(left) < NaturalNumber(factor)) == (left < factor))
    }
  }

  @Test func longerThanAnyWord() {
    var number = NaturalNumber(3)
    var twice = NaturalNumber(6)
    for _ in 0..<40 {
      number = number.times(1_000_000_007)
      twice = twice.times(1_000_000_007)
    }
    #expect(number + number == twice)
    #expect(twice - number == number)
    #expect(number < twice)
    let (quotient, remainder) = twice.divided(by: number, atMost: 100)
    #expect(quotient == 2 && remainder == NaturalNumber(0))
  }
}
