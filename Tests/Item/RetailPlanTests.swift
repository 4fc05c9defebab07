import Kernel
import Testing

@testable import ItemDomain

/// Aim: the period that began last wins, and pruning never changes what wins from then on.
@Suite struct RetailPlanTests {
  private func period(_ from: Int64, _ to: Int64?, _ price: Int64) throws -> RetailPlan.Period {
    RetailPlan.Period(
      from: Instant(microseconds: from), to: to.map { Instant(microseconds: $0) },
      price: try UnitPrice(checking: price))
  }

  private func price(_ plan: RetailPlan, _ time: Int64) -> Int64? {
    plan.price(at: Instant(microseconds: time))?.scaled
  }

  @Test func laterBeginningWinsWhileItLasts() throws {
    let plan = RetailPlan([try period(10, nil, 1), try period(20, 30, 2)])
    #expect([9, 10, 19, 20, 29, 30].map { price(plan, $0) } == [nil, 1, 1, 2, 2, 1])
  }

  @Test func pricesTurnWhereAPeriodBeginsOrEnds() throws {
    let plan = RetailPlan([try period(10, nil, 1), try period(20, 30, 2)])
    let turns = [9, 10, 20, 29, 30].map {
      plan.nextTurn(after: Instant(microseconds: $0))?.microseconds
    }
    #expect(turns == [10, 20, 30, 30, nil])
  }

  @Test func pruningForgetsOnlyWhatCanNeverWin() throws {
    let plan = RetailPlan([
      try period(1, nil, 1), try period(2, 50, 2), try period(3, nil, 3), try period(60, 70, 4),
    ])
    let pruned = plan.pruned(at: Instant(microseconds: 5))
    #expect(pruned.periods.map(\.price.scaled) == [4, 3])
  }

  @Test func pruningAgreesWithTheWholePlan() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      var beginnings = Set<Int64>()
      var periods: [RetailPlan.Period] = []
      for price in 1...Int64.random(in: 1...8, using: &generator) {
        let from = Int64.random(in: 0...20, using: &generator)
        guard beginnings.insert(from).inserted else { continue }
        let to =
          Bool.random(using: &generator)
          ? nil : from + Int64.random(in: 1...10, using: &generator)
        periods.append(try period(from, to, price))
      }
      let plan = RetailPlan(periods.shuffled(using: &generator))
      let now = Int64.random(in: 0...20, using: &generator)
      let pruned = plan.pruned(at: Instant(microseconds: now))
      for time in now...40 { #expect(price(pruned, time) == price(plan, time), "seed \(seed)") }
      let again = pruned.pruned(at: Instant(microseconds: now))
      #expect(again == pruned, "seed \(seed)")
    }
  }
}
