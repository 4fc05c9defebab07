import Kernel

/// Makes baskets and promotions that get in each other's way: few SKUs, prices that tie, thresholds
/// near the sums.
struct CaseGenerator {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func make() -> OracleCase {
    let width = pick([1, 2, 2, 3, 3, 4, 5, 6])
    let skus = Array(Array(1...7).shuffled(using: &random).prefix(width))
    var lines: [OracleCase.Line] = []
    for sku in skus { lines.append(line(sku)) }
    let count = pick([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 10])
    var ids = Array(Array(1...30).shuffled(using: &random).prefix(count))
    if chance(3) { ids.sort() }
    // Some moment from 1970 to 2100, now and then the last microsecond before a day begins.
    var now = int(10_000_000...4_102_444_800) * 1_000_000 + (chance(2) ? 0 : int(0...999_999))
    if chance(4) { now -= now % 86_400_000_000 + 1 }
    let at = OracleCase.Moment(microseconds: now, zone: zone())
    var promotions: [OracleCase.Offer] = []
    for id in ids { promotions.append(promotion(id, lines, at)) }
    return OracleCase(at: at, lines: lines, promotions: promotions)
  }

  /// Chatham, Kathmandu and the ends of the date line among them.
  private mutating func zone() -> Int {
    pick([0, 480, 480, -300, 345, 570, 765, 840, -720, -210])
  }

  /// From some moment to a later one: most hold `at`, some begin or end with it, to the
  /// microsecond.
  private mutating func window(_ at: OracleCase.Moment) -> (Int, Int) {
    let (now, span) = (at.microseconds, pick([1, 1_000_000, 3_600_000_000, 86_400_000_000]))
    let length = span * int(1...40)
    switch int(1...10) {
    case 1: return (now, now + length)
    case 2: return (now + 1, now + 1 + length)
    case 3: return (now - length, now)
    case 4: return (now - length, now + 1)
    default: return (now - length, now + span * int(1...40))
    }
  }

  private mutating func line(_ sku: Int) -> OracleCase.Line {
    let quantity =
      chance(4) ? int(1...60_000) : pick([1, 1, 1, 2, 2, 3, 4, 5, 10, 12]) * 10_000
    let price =
      chance(2)
      ? pick([0, 500, 10_000, 99_900, 100_000, 100_000, 333_333, 1_000_000])
      : int(1...2_000_000)
    let categories = [[], [1], [1, 2], [1, 3], [4]][sku % 5]
    return OracleCase.Line(sku: sku, quantity: quantity, price: price, categories: categories)
  }

  private mutating func promotion(
    _ id: Int, _ lines: [OracleCase.Line], _ at: OracleCase.Moment
  ) -> OracleCase.Offer {
    let (starts, ends) = window(at)
    var skus: Set<Int> = []
    var categories: Set<Int> = []
    if chance(2) {
      for line in lines where chance(2) { skus.insert(line.sku) }
      if chance(5) { skus.insert(99) }
    }
    if chance(5) { categories.insert(int(1...4)) }
    let group: String? = chance(3) ? pick(["A", "B"]) : nil
    return OracleCase.Offer(
      id: id, priority: chance(2) ? 100 : int(1...3), isStackable: !chance(4), group: group,
      skus: skus, categories: categories, rule: rule(lines),
      starts: .init(microseconds: starts, zone: zone()),
      ends: .init(microseconds: ends, zone: zone()))
  }

  private mutating func rule(_ lines: [OracleCase.Line]) -> OracleCase.Rule {
    let total = PlanOracle.amounts(lines).reduce(0, +)
    switch int(1...5) {
    case 1:
      var prices: [OracleCase.Pair] = []
      for line in lines where chance(2) {
        prices.append(.init(sku: line.sku, value: line.price * int(0...12) / 10))
      }
      return .special(prices.isEmpty ? [.init(sku: 98, value: 1)] : prices)
    case 2: return bundle(lines, total)
    case 3: return .discount(rate: chance(2) ? int(1...19) * 500 : int(1...9_999))
    case 4:
      if chance(3) {
        let threshold = max(1, chance(2) ? total / 3 : int(1...20_000))
        return .reduction(
          [.init(threshold: threshold, reduce: max(1, threshold / int(1...12)))], every: true)
      }
      var threshold = 0
      var tiers: [OracleCase.Tier] = []
      for _ in 0..<int(1...3) {
        threshold += chance(2) ? max(1, total / int(1...5)) : int(1...10_000)
        tiers.append(.init(threshold: threshold, reduce: max(1, threshold / int(2...20))))
      }
      if chance(8) { tiers[0].threshold = 0 }
      return .reduction(tiers, every: false)
    default:
      let line = lines[int(0...lines.count - 1)]
      return .gift(
        sku: line.sku, buy: chance(3) ? int(1...30_000) : int(1...3) * 10_000,
        gift: int(1...9), each: int(1...2) * 10_000, repeats: !chance(3),
        price: pick([0, 100, 50_000, 100_000, 100_000]))
    }
  }

  private mutating func bundle(_ lines: [OracleCase.Line], _ total: Int) -> OracleCase.Rule {
    var components: [OracleCase.Pair] = []
    for line in lines where components.count < 4 && chance(2) {
      components.append(
        .init(sku: line.sku, value: chance(3) ? max(1, line.quantity / int(1...3)) : 10_000))
    }
    if components.isEmpty { components = [.init(sku: lines[0].sku, value: 10_000)] }
    return .bundle(components, price: max(1, int(0...max(1, total)) / int(1...4)))
  }

  private mutating func int(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  /// True once in so many times.
  private mutating func chance(_ times: Int) -> Bool { int(1...times) == 1 }

  private mutating func pick<T>(_ values: [T]) -> T { values[int(0...values.count - 1)] }
}
