import Kernel
import MemberDomain
import Testing

/// Aim: gains pay the debt first, points and debt are never there at once, and nothing goes beyond
/// a member's limits or ends the process, whatever is done.
@Suite struct PointAccountTests {
  private func account(_ points: Points, debt: Points = 0, growth: Points = 0) -> PointAccount {
    PointAccount(points: points, debt: debt, growth: growth)
  }

  @Test func gainsPayTheDebtFirst() throws {
    var one = account(0, debt: 30, growth: 5)
    let first = try one.gain(20, .counts, beyond: .refuse)
    #expect(first.points == 0 && first.debt == -20 && first.debtPaid == 20 && first.growth == 20)
    #expect(one == account(0, debt: 10, growth: 25))
    let second = try one.gain(25, .ignored, beyond: .refuse)
    #expect(second.points == 15 && second.debt == -10 && second.growth == 0)
    #expect(one == account(15, growth: 25))
  }

  @Test func whatIsNotThereIsOwed() {
    var one = account(60, growth: 70)
    let change = one.lose(100, taken: 60, .countsLosses)
    #expect(change.points == -60 && change.debt == 40 && change.shortfall == 40)
    #expect(change.growth == -70 && !change.isCapped)
    #expect(one == account(0, debt: 40))
  }

  @Test func beyondTheLimit() throws {
    var full = account(.maximum, growth: .maximum)
    #expect(throws: PointLimitReached()) { try full.gain(1, .ignored, beyond: .refuse) }
    #expect(throws: PointLimitReached()) { try full.gain(1, .counts, beyond: .refuse) }
    #expect(full == account(.maximum, growth: .maximum))
    let capped = try full.gain(1, .counts, beyond: .cap)
    #expect(capped.points == 0 && capped.growth == 0 && capped.isCapped)
    var nearly = account(Points(clamping: Points.limit - 5))
    #expect(try nearly.gain(9, .counts, beyond: .cap).points == 5)
    #expect(nearly == account(.maximum, growth: 9))
    var owing = account(0, debt: .maximum)
    let more = owing.lose(7, taken: 0, .countsLosses)
    #expect(more.isCapped && more.debt == 0 && owing == account(0, debt: .maximum))
  }

  /// The model keeps one wide number, points less debt, and never looks at the two.
  @Test func agreesWithABalance() throws {
    var random = SeededGenerator(seed: 71)
    for _ in 0..<300 {
      var one = account(0)
      var (balance, growth) = (Int128(0), Int128(0))
      let limit = Int128(Points.limit)
      for _ in 0..<60 {
        let size = Points(clamping: sizes.randomElement(using: &random) ?? 1)
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
          let rule: GrowthRule = Bool.random(using: &random) ? .counts : .ignored
          _ = try one.gain(size, rule, beyond: .cap)
          balance = min(balance + Int128(size.value), limit)
          if rule == .counts { growth = min(growth + Int128(size.value), limit) }
        case 1:
          let taken = min(size, one.points)
          _ = one.lose(size, taken: taken, .countsLosses)
          balance = max(balance - Int128(size.value), -limit)
          growth = max(growth - Int128(size.value), 0)
        default:
          guard size <= one.points else { continue }
          let change = one.lose(size, taken: size, .ignored)
          #expect(change.debt.isZero && change.growth.isZero)
          balance -= Int128(size.value)
        }
        #expect(one.points.isZero || one.debt.isZero)
        #expect(Int128(one.points.value) == max(balance, 0))
        #expect(Int128(one.debt.value) == max(-balance, 0))
        #expect(Int128(one.growth.value) == growth)
      }
    }
  }

  private let sizes: [Int64] = [
    1, 2, 3, 50, 999, 1_000_000_000, Points.limit / 3, Points.limit - 1, Points.limit,
  ]
}
