import Kernel
import ProductionDomain
import Testing

/// Aim: an explosion names every way down once, and the leaves sum over all ways without rounding
/// between. Oracle: recursion over whole numbers, by long multiplication.
@Suite struct BOMExplosionTests {
  private static func body(_ base: String, _ parts: [(Int64, String, String)]) throws -> BOMBody {
    BOMBody(
      baseQuantity: try Quantity(parsing: base),
      components: try parts.map {
        BOMComponent(
          skuID: $0.0, quantity: try Quantity(parsing: $0.1), scrapRate: try Rate(parsing: $0.2))
      })
  }

  @Test func levelsWaysAndLeaves() throws {
    let bodies: [Int64: BOMBody] = [
      1: try Self.body("1", [(2, "2", "0"), (3, "1", "0.1")]),
      2: try Self.body("10", [(3, "5", "0"), (4, "1", "0")]),
    ]
    let explosion = try BOMExplosion(1, Quantity(parsing: "3"), bodies: bodies)
    #expect(explosion.lines.map(\.way) == [[1, 2], [1, 2, 3], [1, 2, 4], [1, 3]])
    #expect(explosion.lines.map(\.level) == [1, 2, 2, 1])
    #expect(
      explosion.lines.map(\.quantity.description) == ["6.0000", "3.0000", "0.6000", "3.3000"])
    #expect(explosion.leaves.map(\.skuID) == [3, 4])
    #expect(explosion.leaves.map(\.quantity.description) == ["6.3000", "0.6000"])
  }

  /// What a reader asks for is answered, though no column could hold it.
  @Test func aNeedMayBeWiderThanAColumn() throws {
    let most = "99999999999999.9999"
    let bodies: [Int64: BOMBody] = [1: try Self.body("1", [(2, most, "0"), (3, most, "0")])]
    let explosion = try BOMExplosion(1, Quantity(parsing: most), bodies: bodies)
    let square = "9999999999999999980000000000.0001"
    #expect(explosion.lines.map(\.quantity.description) == [square, square])
    #expect(explosion.leaves.map(\.quantity.description) == [square, square])
    let deep: [Int64: BOMBody] = [
      1: try Self.body("0.0001", [(2, most, "0")]), 2: try Self.body("0.0001", [(3, most, "0")]),
    ]
    #expect(throws: ProductionRefusal.quantityOutOfRange) {
      try BOMExplosion(1, Quantity(parsing: most), bodies: deep)
    }
  }

  @Test func isNotRoundedBetween() throws {
    // A third of a third of a third, three times nine times: 1, not 1.0003.
    let bodies: [Int64: BOMBody] = [
      1: try Self.body("3", [(2, "1", "0")]), 2: try Self.body("3", [(3, "1", "0")]),
      3: try Self.body("3", [(4, "1", "0")]),
    ]
    let explosion = try BOMExplosion(1, Quantity(parsing: "27"), bodies: bodies)
    #expect(explosion.leaves.map(\.quantity.description) == ["1.0000"])
  }

  @Test func whatIsUnknownHasNoExplosion() throws {
    let one = try Quantity(parsing: "1")
    #expect(throws: ProductionRefusal.templateNotFound) {
      try BOMExplosion(1, one, bodies: [:])
    }
    let loop: [Int64: BOMBody] = [
      1: try Self.body("1", [(2, "1", "0")]), 2: try Self.body("1", [(1, "1", "0")]),
    ]
    #expect(throws: ProductionRefusal.cycle([1, 2, 1])) {
      try BOMExplosion(1, one, bodies: loop)
    }
  }

  /// Each level doubles the ways: refused before it fills the memory.
  @Test func tooManyWaysAreRefused() throws {
    var bodies: [Int64: BOMBody] = [:]
    for level in Int64(0)..<40 {
      for side in Int64(1)...2 {
        bodies[level * 2 + side] = try Self.body(
          "1", [((level + 1) * 2 + 1, "1", "0"), ((level + 1) * 2 + 2, "1", "0")])
      }
    }
    let all = bodies
    #expect(throws: ProductionRefusal.explosionTooLarge) {
      try BOMExplosion(1, Quantity(parsing: "1"), bodies: all)
    }
  }

  /// With a base of 1 every quantity is a decimal with four more places a level and a scrap rate
  /// four more, so whole numbers say it exactly.
  @Test(arguments: 0..<60) func leavesAreExact(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bodies: [Int64: BOMBody] = [:]
    let levels = Int.random(in: 1...3, using: &random)
    for level in 0..<levels {
      for place in 1...3 {
        let parts = (1...3).filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
        let lines = parts.map { part in
          (
            Int64((level + 1) * 10 + part),
            Self.number(&random, 0...3),
            Self.number(&random, 0...0)
          )
        }
        if lines.isEmpty { continue }
        bodies[Int64(level * 10 + place)] = try Self.body("1", lines)
      }
    }
    guard let product = bodies.keys.min() else { return }
    let quantity = try Quantity(checking: Int64.random(in: 1...99_999_999, using: &random))
    let explosion = try BOMExplosion(product, quantity, bodies: bodies)
    var sums: [Int64: [Int: Digits]] = [:]
    walk(product, Digits(quantity.scaled), 0, bodies, &sums)
    #expect(Set(explosion.leaves.map(\.skuID)) == Set(sums.keys))
    for leaf in explosion.leaves {
      // Brought to the places of the deepest level.
      let exact = (sums[leaf.skuID] ?? [:]).reduce(Digits(0)) { sum, part in
        sum.plus(part.value.times(Self.power(levels - part.key)))
      }
      let unit = Self.power(levels)
      let scaled = try #require(
        Int64(leaf.quantity.description.replacing(".", with: "")), "seed \(seed)")
      #expect(Digits(scaled).times(unit) >= exact, "seed \(seed)")
      #expect(Digits(scaled - 1).times(unit) < exact, "seed \(seed)")
    }
  }

  /// With four places.
  private static func number(
    _ random: inout SeededGenerator, _ whole: ClosedRange<Int>
  ) -> String {
    let places = Int.random(in: 1_000...9_999, using: &random)
    return "\(Int.random(in: whole, using: &random)).\(places)"
  }

  /// 10⁸ for each level.
  private static func power(_ levels: Int) -> Digits {
    (0..<levels).reduce(Digits(1)) { power, _ in power.times(Digits(100_000_000)) }
  }

  private func walk(
    _ skuID: Int64, _ quantity: Digits, _ depth: Int, _ bodies: [Int64: BOMBody],
    _ sums: inout [Int64: [Int: Digits]]
  ) {
    guard let body = bodies[skuID] else {
      sums[skuID, default: [:]][depth, default: Digits(0)] =
        (sums[skuID]?[depth] ?? Digits(0)).plus(quantity)
      return
    }
    for part in body.components {
      let needed = quantity.times(Digits(part.quantity.scaled))
        .times(Digits(10_000 + part.scrapRate.scaled))
      walk(part.skuID, needed, depth + 1, bodies, &sums)
    }
  }
}
