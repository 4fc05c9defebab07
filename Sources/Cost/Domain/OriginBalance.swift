/// What left for a document, and what of it came back so far: so that goods come back at the cost
/// at which they left, and in parts never take more along than left.
///
/// What late prices put on goods that were out comes back with them too, and is kept apart: those
/// who took the goods, such as a production order's sheet, gave and get back the same.
package struct OriginBalance: Equatable, Sendable {
  package var left: QuantitySum
  package var leftValue: CostValue
  package var back: QuantitySum
  package var backValue: CostValue
  /// What late prices put on what came back.
  package var backLate: CostValue
  /// The first and the last entry by which goods left.
  package private(set) var departures: ClosedRange<Int64>?

  package init(
    left: QuantitySum = .zero, leftValue: CostValue = .zero, back: QuantitySum = .zero,
    backValue: CostValue = .zero, backLate: CostValue = .zero,
    departures: ClosedRange<Int64>? = nil
  ) {
    self.left = left
    self.leftValue = leftValue
    self.back = back
    self.backValue = backValue
    self.backLate = backLate
    self.departures = departures
  }

  /// What goods that come back are worth; nil when nothing of the document is still out. More than
  /// is out comes at `average`.
  package func total(
    of quantity: QuantitySum, average: CostValue
  ) throws(DecimalFault) -> CostValue? {
    let out = try left - back
    guard out.isPositive else { return nil }
    let outValue = try leftValue - backValue
    if quantity < out { return try outValue.proportion(quantity, of: out) }
    return try outValue + average.multiplied(by: try quantity - out)
  }

  /// What late prices add to goods that come back, or take off; never more than they left for.
  /// - Parameters:
  ///   - prices: what late prices put on all that was out for the document when they came
  ///   - total: what the goods left for
  package func late(
    of quantity: QuantitySum, _ prices: ReceiptTotal, total: CostValue
  ) throws(DecimalFault) -> CostValue {
    let out = try left - back
    guard out.isPositive else { return .zero }
    let rest = try prices - backLate.converted()
    let late = try rest.proportion(min(quantity, out), of: out).converted(to: CostUnit.self)
    return max(late, -max(.zero, total))
  }

  package mutating func noteDeparture(
    _ quantity: QuantitySum, _ value: CostValue, at entry: Int64
  ) throws(DecimalFault) {
    left = try left + quantity
    leftValue = try leftValue + value
    let known = departures ?? entry...entry
    departures = min(known.lowerBound, entry)...max(known.upperBound, entry)
  }

  package mutating func noteReturn(
    _ quantity: QuantitySum, _ value: CostValue, late: CostValue
  ) throws(DecimalFault) {
    back = try back + quantity
    backValue = try backValue + value
    backLate = try backLate + late
  }
}
