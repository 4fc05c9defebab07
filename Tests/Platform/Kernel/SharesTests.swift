import Kernel
import TestKit
import Testing

/// Sharing out by largest remainder, against an oracle that gives the units out one by one.
@Suite struct SharesTests {
  @Test func sharesMakeTheWhole() throws {
    let seed = TestSeed()
    var random = seed.generator
    for _ in 0..<2_000 {
      let weights = try (0..<Int.random(in: 1...8, using: &random)).map { _ in
        try Money(checking: Int64.random(in: 0...50, using: &random))
      }
      let whole = try Money(checking: Int64.random(in: 0...300, using: &random))
      let shares = whole.shares(by: weights).map(\.scaled)
      #expect(shares == oracle(whole.scaled, weights.map(\.scaled)), "\(seed.hint)")
    }
  }

  /// Each share is the floor of its part; then, again and again, one unit to who lacks the most.
  private func oracle(_ whole: Int64, _ weights: [Int64]) -> [Int64] {
    let total = weights.reduce(0, +)
    guard total > 0 else { return weights.map { _ in 0 } }
    var shares = weights.map { whole * $0 / total }
    var given: Set<Int> = []
    while shares.reduce(0, +) < whole {
      var best: Int?
      for place in weights.indices where !given.contains(place) {
        let lack = whole * weights[place] % total
        if best.map({ lack > whole * weights[$0] % total }) ?? true { best = place }
      }
      guard let best else { break }
      shares[best] += 1
      given.insert(best)
    }
    return shares
  }

  @Test func largeAmountsDoNotOverflow() throws {
    let most = Money.maximum
    #expect(most.shares(by: [most, .zero]) == [most, .zero])
    #expect(try most.proportion(most, of: most) == most)
  }

  @Test func proportionsRound() throws {
    let ten = try Money(parsing: "10.00")
    let (one, three) = (try Quantity(whole: 1), try Quantity(whole: 3))
    #expect(try ten.proportion(one, of: three).description == "3.33")
    #expect(try ten.proportion(one, of: three, rounding: .up).description == "3.34")
    #expect(throws: DecimalFault.notANumber) { try ten.proportion(one, of: Quantity.zero) }
  }
}
