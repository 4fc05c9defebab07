import CheckedArithmetic
import Testing

/// Aim: arithmetic that is capped says the exact number wherever there is one, and else the end of
/// the range on the right side.
@Suite struct CappedTests {
  static let numbers: [Int64] = [
    .min, -9_223_372_036_854_775_807, -1_000_000_007, -3, -1, 0, 1, 2, 10, 4_294_967_296,
    4_611_686_018_427_387_903, 9_223_372_036_854_775_806, .max,
  ]

  private static func capped(_ exact: Int128) -> Int64 { Int64(clamping: exact) }

  @Test(arguments: numbers, numbers) func everyPair(_ left: Int64, _ right: Int64) {
    let (a, b) = (Int128(left), Int128(right))
    #expect(left.adding(capped: right) == Self.capped(a + b))
    #expect(left.subtracting(capped: right) == Self.capped(a - b))
    #expect(left.multiplied(capped: right) == Self.capped(a * b))
    #expect(left.quotient(by: right) == (b == 0 ? 0 : Self.capped(a / b)))
  }

  @Test(arguments: numbers) func everyNumber(_ number: Int64) {
    #expect(number.next == Self.capped(Int128(number) + 1))
    #expect(number.previous == Self.capped(Int128(number) - 1))
    #expect(number.negated == Self.capped(-Int128(number)))
    #expect(ClosedRange.within(number).contains(number) || number == .min)
    #expect(
      Int(counting: number) == ((0...1_000_000_000).contains(number) ? Int(clamping: number) : nil))
  }
}
