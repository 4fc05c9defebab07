import Foundation
import Kernel
import Testing

@testable import PromoDomain

/// Aim: the best plan is the one that trying every plan finds, to the cent and to the last tie.
@Suite struct BestPlanTests {
  /// `ERP_TEST_SEED` repeats a run, `ERP_TEST_CASES` makes it longer.
  static let seed =
    ProcessInfo.processInfo.environment["ERP_TEST_SEED"].flatMap { UInt64($0) }
    ?? UInt64.random(in: 0...UInt64.max)
  static let cases =
    ProcessInfo.processInfo.environment["ERP_TEST_CASES"].flatMap { Int($0) } ?? 10_000

  /// Property 8, in four parts that run at once.
  @Test(arguments: 0..<4)
  func bruteForceFindsNothingBetter(_ part: Int) throws {
    var applied = 0
    for number in stride(from: part, to: Self.cases, by: 4) {
      let seed = Self.seed &+ UInt64(number)
      var generator = CaseGenerator(seed: seed)
      let given = generator.make()
      let priced = try given.priced()
      let expected = PlanOracle.answer(given)
      applied += expected.ids.count
      guard priced.plain == expected, priced.isExhaustive else {
        Issue.record("seed \(seed): \(priced.plain), but best is \(expected), of \(given)")
        return
      }
    }
    #expect(applied > Self.cases / 8, "seed \(Self.seed): hardly anything was applied")
  }

  /// Property 9: parts make the whole, nothing is negative, every promotion is accounted for.
  @Test func partsMakeTheWhole() throws {
    for number in 0..<2000 {
      let seed = Self.seed &+ UInt64(1_000_000 + number)
      var generator = CaseGenerator(seed: seed)
      let given = generator.make()
      let priced = try given.priced()
      let basket = try given.basket
      #expect(try Money.sum(priced.lines.map(\.original)) == priced.original, "seed \(seed)")
      #expect(try Money.sum(priced.lines.map(\.discount)) == priced.discount, "seed \(seed)")
      #expect(try Money.sum(priced.lines.map(\.payable)) == priced.payable, "seed \(seed)")
      #expect(try Money.sum(priced.applied.map(\.discount)) == priced.discount, "seed \(seed)")
      #expect(try priced.original - priced.discount == priced.payable, "seed \(seed)")
      for (line, wanted) in zip(priced.lines, basket) {
        #expect(try wanted.price.amount(for: wanted.quantity) == line.original, "seed \(seed)")
        #expect(!line.payable.isNegative && !line.discount.isNegative, "seed \(seed)")
        #expect(try line.original - line.discount == line.payable, "seed \(seed)")
      }
      let named = priced.applied.map(\.promotion.id) + priced.rejected.map(\.promotionID)
      #expect(named.sorted() == given.open.map { Int64($0.id) }.sorted(), "seed \(seed)")
    }
  }

  /// Windows, their edges and time zones: the generated cases have all of them.
  @Test func windowsAreGenerated() {
    var (open, shut, edges, zones) = (0, 0, 0, Set<Int>())
    for number in 0..<500 {
      var generator = CaseGenerator(seed: Self.seed &+ UInt64(4_000_000 + number))
      let given = generator.make()
      open += given.open.count
      shut += given.promotions.count - given.open.count
      for promotion in given.promotions {
        zones.formUnion([given.at.zone, promotion.starts.zone, promotion.ends.zone])
        for edge in [promotion.starts, promotion.ends]
        where abs(edge.microseconds - given.at.microseconds) <= 1 { edges += 1 }
      }
    }
    #expect(open > 500 && shut > 100 && edges > 100 && zones.count > 5)
  }

  /// Property 9: the order of the lines, or of the promotions, decides nothing but which of two
  /// equal lines bears a cent.
  @Test func orderDecidesNothing() throws {
    for number in 0..<2000 {
      let seed = Self.seed &+ UInt64(2_000_000 + number)
      var generator = CaseGenerator(seed: seed)
      let given = generator.make()
      var other = given
      other.lines.shuffle(using: &generator.random)
      other.promotions.shuffle(using: &generator.random)
      var (one, two) = (try given.priced().plain, try other.priced().plain)
      let shares = Dictionary(uniqueKeysWithValues: zip(given.lines.map(\.sku), one.discounts))
      for (line, share) in zip(other.lines, two.discounts) {
        // Each promotion may move a cent between lines that tie.
        #expect(abs((shares[line.sku] ?? 0) - share) <= one.ids.count, "seed \(seed)")
      }
      one.discounts = []
      two.discounts = []
      #expect(one == two, "seed \(seed)")
    }
  }

  /// The same basket twice is the same answer, shares and all.
  @Test func sameBasketSameAnswer() throws {
    for number in 0..<200 {
      var generator = CaseGenerator(seed: Self.seed &+ UInt64(3_000_000 + number))
      let given = generator.make()
      #expect(try given.priced() == given.priced())
    }
  }
}
