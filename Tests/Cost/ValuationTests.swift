import CostDomain
import Kernel
import Testing

/// Aim: a SKU's value is what the contract says after any history, to the last place.
@Suite struct ValuationTests {
  static let average = CostPolicy(method: .movingAverage, standardCost: nil)

  static func quantity(_ text: String) throws -> QuantitySum {
    try #require(QuantitySum(digits: text))
  }

  static func cost(_ text: String) throws -> CostValue { try #require(CostValue(digits: text)) }

  @Test func theContractsFormula() throws {
    var state = CostState(policy: Self.average)
    _ = try state.apply(.arrival(try Self.quantity("10"), total: try Self.cost("50")))
    _ = try state.apply(.arrival(try Self.quantity("5"), total: try Self.cost("40")))
    #expect(state.average == (try Self.cost("6")))
    let out = try state.apply(.departure(try Self.quantity("4"), total: nil))
    #expect(out.amount == (try Self.cost("-24")))
    #expect(state.value == (try Self.cost("66")))
    #expect(state.average == (try Self.cost("6")))
  }

  /// A third of ten leaves nothing behind when the last of it goes.
  @Test func zeroQuantityIsZeroValue() throws {
    var state = CostState(policy: Self.average)
    _ = try state.apply(.arrival(try Self.quantity("3"), total: try Self.cost("10")))
    for expected in ["-3.333333", "-3.333334", "-3.333333"] {
      let out = try state.apply(.departure(try Self.quantity("1"), total: nil))
      #expect(out.amount == (try Self.cost(expected)))
    }
    #expect(state.value.isZero)
    #expect(state.onHand.isZero)
    #expect(state.average == (try Self.cost("3.333333")))
  }

  @Test func belowZeroIsSquared() throws {
    var state = CostState(policy: Self.average)
    _ = try state.apply(.arrival(try Self.quantity("2"), total: try Self.cost("10")))
    _ = try state.apply(.departure(try Self.quantity("5"), total: nil))
    #expect(state.value == (try Self.cost("-15")))
    let first = try state.apply(.arrival(try Self.quantity("1"), total: try Self.cost("6")))
    #expect(first.amount == (try Self.cost("5")))
    #expect(first.variance == (try Self.cost("1")))
    let second = try state.apply(.arrival(try Self.quantity("9"), total: try Self.cost("54")))
    #expect(state.value == (try Self.cost("42")))
    #expect(state.average == (try Self.cost("6")))
    #expect(second.variance == (try Self.cost("2")))
  }

  @Test func goodsGoBackToTheirSupplierAtTheirCost() throws {
    var state = CostState(policy: Self.average)
    _ = try state.apply(.arrival(try Self.quantity("10"), total: try Self.cost("100")))
    _ = try state.apply(.arrival(try Self.quantity("10"), total: try Self.cost("200")))
    let back = try state.apply(
      .departure(try Self.quantity("10"), total: try Self.cost("200")))
    #expect(back.variance.isZero)
    #expect(state.average == (try Self.cost("10")))
    let rest = try state.apply(.departure(try Self.quantity("10"), total: try Self.cost("90")))
    #expect(rest.amount == (try Self.cost("-100")))
    #expect(rest.variance == (try Self.cost("10")))
    #expect(state.value.isZero)
  }

  @Test func standardCost() throws {
    let standard = CostPolicy(method: .standard, standardCost: UnitCost(exactly: "5"))
    var state = CostState(policy: standard)
    let bought = try state.apply(.arrival(try Self.quantity("10"), total: try Self.cost("57")))
    #expect(bought.amount == (try Self.cost("50")))
    #expect(bought.variance == (try Self.cost("7")))
    _ = try state.apply(.departure(try Self.quantity("4"), total: nil))
    #expect(state.value == (try Self.cost("30")))
    let dearer = CostPolicy(method: .standard, standardCost: UnitCost(exactly: "6"))
    let revalued = try state.apply(.revaluation(dearer))
    #expect(revalued.amount == (try Self.cost("6")))
    #expect(revalued.variance == (try Self.cost("-6")))
    #expect(state.unitCost == (try Self.cost("6")))
    _ = try state.apply(.revaluation(Self.average))
    _ = try state.apply(.departure(try Self.quantity("6"), total: nil))
    #expect(state.value.isZero)
    #expect(state.unitCost == (try Self.cost("6")))
  }

  @Test func aLatePriceCountsForWhatIsStillHere() throws {
    var state = CostState(policy: Self.average)
    _ = try state.apply(.arrival(try Self.quantity("10"), total: try Self.cost("100")))
    _ = try state.apply(.departure(try Self.quantity("6"), total: nil))
    let correction = try state.apply(
      .correction(total: try Self.cost("20"), covering: try Self.quantity("10")))
    #expect(correction.amount == (try Self.cost("8")))
    #expect(correction.variance == (try Self.cost("12")))
    #expect(state.average == (try Self.cost("12")))
    let tooMuch = try state.apply(
      .correction(total: try Self.cost("-500"), covering: try Self.quantity("4")))
    #expect(tooMuch.amount == (try Self.cost("-48")))
    #expect(state.value.isZero)
  }

  @Test func originsGiveBackWhatLeft() throws {
    var balance = OriginBalance()
    try balance.noteDeparture(try Self.quantity("3"), try Self.cost("10"), at: 1)
    var sum = CostValue.zero
    for _ in 0..<3 {
      let one = try Self.quantity("1")
      let total = try #require(try balance.total(of: one, average: try Self.cost("99")))
      try balance.noteReturn(one, total, late: .zero)
      sum = try sum + total
    }
    #expect(sum == (try Self.cost("10")))
    #expect(try balance.total(of: try Self.quantity("1"), average: .zero) == nil)
  }

  /// Any history, against the oracle of exact fractions; and the sums that must always hold.
  @Test(arguments: 0..<200) func againstTheOracle(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var state = CostState(policy: Self.average)
    var oracle = ValuationOracle()
    var amounts = CostValue.zero
    for _ in 0..<60 {
      let most = Int64.random(in: 0..<4, using: &random) == 0 ? 400_000 : 50_000
      var size = try QuantitySum(
        checking: Int128(Int64.random(in: 1...Int64(most), using: &random)))
      let posting: CostPosting
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<4:
        let total = try CostValue(
          checking: Int128(Int64.random(in: 0...900_000_000, using: &random)))
        posting = try state.apply(.arrival(size, total: total))
        let variance = oracle.arrive(Fraction(size), total: Fraction(total))
        #expect(Fraction(posting.variance) == variance)
      case 4:
        posting = try state.apply(.arrival(size, total: nil))
        _ = oracle.arrive(Fraction(size), total: nil)
      case 5:
        // Exactly all of it.
        if state.onHand.isPositive { size = state.onHand }
        fallthrough
      default:
        posting = try state.apply(.departure(size, total: nil))
        oracle.leave(Fraction(size))
      }
      amounts = try amounts + posting.amount
      #expect(state.value == amounts)
      #expect(Fraction(state.onHand) == oracle.onHand)
      #expect(Fraction(state.value) == oracle.value)
      #expect(Fraction(state.average) == oracle.lastAverage)
      if state.onHand.isZero { #expect(state.value.isZero) }
    }
  }

  /// Whatever happens, nothing on hand is worth nothing, and goods are never worth less than that.
  @Test(arguments: 0..<100) func sumsHold(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var state = CostState(policy: Self.average)
    var amounts = CostValue.zero
    for _ in 0..<100 {
      let size = try QuantitySum(
        checking: Int128(Int64.random(in: 1...100_000, using: &random)))
      let total = try CostValue(
        checking: Int128(Int64.random(in: 0...900_000_000, using: &random)))
      let sign: Int128 = Bool.random(using: &random) ? 1 : -1
      let entry: CostEntry =
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: .arrival(size, total: total)
        case 2: .arrival(size, total: nil)
        case 3, 4: .departure(size, total: nil)
        case 5: .departure(size, total: total)
        case 6: .correction(total: try CostValue(checking: total.scaled * sign), covering: size)
        default:
          .revaluation(
            CostPolicy(
              method: Bool.random(using: &random) ? .standard : .movingAverage,
              standardCost: try UnitCost(
                checking: Int64.random(in: 0...50_000_000, using: &random))))
        }
      let posting = try state.apply(entry)
      amounts = try amounts + posting.amount
      #expect(state.value == amounts)
      if state.onHand.isZero { #expect(state.value.isZero) }
      #expect(!state.onHand.isPositive || !state.value.isNegative)
      #expect(!state.onHand.isNegative || !state.value.isPositive)
    }
  }
}
