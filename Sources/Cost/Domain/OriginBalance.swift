package import Kernel

/// What left for a document, and what of it came back so far: so that goods come back at the cost
/// at which they left, and in parts never take more along than left.
package struct OriginBalance: Equatable, Sendable {
  package var left: TotalQuantity
  package var leftValue: CostValue
  package var back: TotalQuantity
  package var backValue: CostValue

  package init(
    left: TotalQuantity = .zero, leftValue: CostValue = .zero, back: TotalQuantity = .zero,
    backValue: CostValue = .zero
  ) {
    self.left = left
    self.leftValue = leftValue
    self.back = back
    self.backValue = backValue
  }

  /// What goods that come back are worth; nil when nothing of the document is still out. More than
  /// is out comes at `average`.
  package func total(
    of quantity: TotalQuantity, average: CostValue
  ) throws(DecimalFault) -> CostValue? {
    let out = try left - back
    guard out.isPositive else { return nil }
    let outValue = try leftValue - backValue
    if quantity < out { return try outValue.proportion(quantity, of: out) }
    return try outValue + average.multiplied(by: try quantity - out)
  }

  package mutating func noteDeparture(
    _ quantity: TotalQuantity, _ value: CostValue
  ) throws(DecimalFault) {
    left = try left + quantity
    leftValue = try leftValue + value
  }

  package mutating func noteReturn(
    _ quantity: TotalQuantity, _ value: CostValue
  ) throws(DecimalFault) {
    back = try back + quantity
    backValue = try backValue + value
  }
}
