/// The whole sets of a bundle in a basket. Quantities never change while a plan is applied, so the
/// number of sets and each line's part of its amount are fixed; only the amounts fall.
struct BundleSets: Sendable {
  /// The part of a line's amount that is in the sets: numerator ÷ denominator, in lowest terms.
  private struct Part {
    let numerator: UInt64
    let denominator: UInt64
  }

  /// The components' lines, in the order of the basket.
  let lines: [Int]
  private let parts: [Part]
  /// What all sets cost, in cents, times nothing yet.
  private let cost: Int128
  /// The parts over one denominator; nil when that outgrows 62 bits.
  private let common: (denominator: Int128, factors: [Int128])?

  /// Nil when the lines do not hold one whole set.
  init?(
    _ components: [SKUQuantity], price: Money, in basket: [BasketLine],
    scope: [Bool]
  ) {
    var found: [(line: Int, each: Int64, quantity: Int64)] = []
    for component in components {
      let line = basket.indices.first { scope[$0] && basket[$0].skuID == component.skuID }
      guard let line else { return nil }
      found.append((line, component.quantity.scaled, basket[line].quantity.scaled))
    }
    guard let sets = found.map({ $0.quantity.quotient(by: $0.each) }).min(), sets > 0 else {
      return nil
    }
    found.sort { $0.line < $1.line }
    lines = found.map(\.line)
    parts = found.map { component in
      let (taken, whole) = (
        sets.multiplied(capped: component.each).magnitude, component.quantity.magnitude
      )
      let divisor = Self.commonDivisor(taken, whole)
      return Part(numerator: taken / divisor, denominator: whole / divisor)
    }
    cost = Int128(sets) * Int128(price.scaled)
    common = Self.common(parts)
  }

  private static func common(_ parts: [Part]) -> (denominator: Int128, factors: [Int128])? {
    var denominator: UInt64 = 1
    for part in parts {
      let step = part.denominator / commonDivisor(denominator, part.denominator)
      let (product, overflow) = denominator.multipliedReportingOverflow(by: step)
      guard !overflow, product >> 62 == 0 else { return nil }
      denominator = product
    }
    return (
      Int128(denominator),
      parts.map { Int128($0.numerator) * Int128(denominator / $0.denominator) }
    )
  }

  private static func commonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
    var (large, small) = (first, second)
    while small != 0 { (large, small) = (small, large % small) }
    return large
  }

  /// Σ parts − sets × price, rounded half up; 0 when that is not above 0.
  func discount(_ amounts: [Int64]) -> Int64 {
    guard let common else { return wideDiscount(wideWeights(amounts)) }
    var total: Int128 = 0
    for (line, factor) in zip(lines, common.factors) { total += Int128(amounts[line]) * factor }
    return Self.discount(total, cost, common.denominator)
  }

  private static func discount(_ total: Int128, _ cost: Int128, _ denominator: Int128) -> Int64 {
    let (price, overflow) = cost.multipliedReportingOverflow(by: denominator)
    guard !overflow, total > price else { return 0 }
    let (quotient, rest) = (total - price).quotientAndRemainder(dividingBy: denominator)
    return Int64(clamping: rest >= denominator - rest ? quotient + 1 : quotient)
  }

  /// Takes the discount off the lines, shared by their parts, and says how much it was.
  func apply(to amounts: inout [Int64]) -> Int64 {
    guard let common else { return applyWide(to: &amounts) }
    let weights = zip(lines, common.factors).map { Int128(amounts[$0]) * $1 }
    let total = weights.reduce(0, +)
    let discount = Self.discount(total, cost, common.denominator)
    guard discount > 0 else { return 0 }
    if Int128(discount).multipliedReportingOverflow(by: total).overflow {
      return applyWide(to: &amounts)
    }
    LargestRemainder.take(
      discount, from: &amounts, lines: lines, weights: weights, total: total)
    return discount
  }

  private func applyWide(to amounts: inout [Int64]) -> Int64 {
    let weights = wideWeights(amounts)
    let discount = wideDiscount(weights)
    guard discount > 0 else { return 0 }
    let total = weights.reduce(NaturalNumber(0), +)
    LargestRemainder.take(
      discount, from: &amounts, lines: lines, weights: weights, total: total)
    return discount
  }

  /// The parts times the product of all denominators.
  private func wideWeights(_ amounts: [Int64]) -> [NaturalNumber] {
    parts.indices.map { place in
      var weight = NaturalNumber(amounts[lines[place]].magnitude).times(parts[place].numerator)
      for other in parts.indices where other != place {
        weight = weight.times(parts[other].denominator)
      }
      return weight
    }
  }

  private func wideDiscount(_ weights: [NaturalNumber]) -> Int64 {
    guard cost <= Int128(Int64.max) else { return 0 }
    let total = weights.reduce(NaturalNumber(0), +)
    let denominator = parts.reduce(NaturalNumber(1)) { $0.times($1.denominator) }
    let price = denominator.times(UInt64(cost))
    guard total > price else { return 0 }
    let (quotient, rest) = (total - price).divided(
      by: denominator, atMost: DecimalLimit.scaled.magnitude)
    return Int64(clamping: rest < denominator - rest ? quotient : quotient + 1)
  }
}
