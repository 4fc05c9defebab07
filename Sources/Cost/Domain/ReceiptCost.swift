/// What one document brought of a SKU, and what it costs now (contract 2, section A).
package struct ReceiptCost: Equatable, Sendable {
  /// All that came; above zero.
  package let quantity: QuantitySum
  /// All it was given, corrections included: its unit cost is this ÷ `quantity`, unrounded.
  package let total: ReceiptTotal
  /// What went back to the supplier.
  package let sentBack: QuantitySum

  package init(quantity: QuantitySum, total: ReceiptTotal, sentBack: QuantitySum = .zero) {
    self.quantity = quantity
    self.total = total
    self.sentBack = sentBack
  }

  /// All of it at another unit cost, exactly.
  /// - Throws: `outOfRange` beyond 27 digits before the point
  package static func total(
    of quantity: QuantitySum, at unitCost: UnitCost
  ) throws(DecimalFault) -> ReceiptTotal {
    let (product, overflow) = quantity.scaled.multipliedReportingOverflow(
      by: Int128(unitCost.scaled))
    guard !overflow else { throw .outOfRange }
    return try ReceiptTotal(checking: product)
  }

  /// What `part` of it costs more at another total for all of it, rounded once.
  package func difference<Part: DecimalUnit, Result: DecimalUnit>(
    to newTotal: ReceiptTotal, on part: WideDecimal<Part>, in unit: Result.Type = Result.self
  ) throws(DecimalFault) -> WideDecimal<Result> {
    try ReceiptCost(quantity: quantity, total: try newTotal - total).value(of: part)
  }

  /// What `part` of it costs, rounded once.
  package func value<Part: DecimalUnit, Result: DecimalUnit>(
    of part: WideDecimal<Part>, in unit: Result.Type = Result.self
  ) throws(DecimalFault) -> WideDecimal<Result> {
    let places = ReceiptUnit.places + Part.places - QuantityUnit.places - Result.places
    let (divisor, overflow) = quantity.scaled.multipliedReportingOverflow(
      by: Int128(DecimalLimit.power(places)))
    guard !overflow else { throw .outOfRange }
    return try WideDecimal<Result>(
      checking: try Wide.quotient(total.scaled, part.scaled, over: divisor))
  }
}

/// Late prices and goods that go back to their supplier.
extension CostState {
  /// What the average still holds of the receipt takes its part of the difference; the value never
  /// falls below zero; the rest is a variance.
  func latePrice(
    _ receipt: ReceiptCost, _ newTotal: ReceiptTotal, _ share: ReceiptShare
  ) throws(DecimalFault) -> CostPosting {
    let total: CostValue = try receipt.difference(
      to: newTotal, on: try receipt.quantity - receipt.sentBack)
    guard policy.fixedCost == nil, onHand.isPositive else {
      return try CostPosting(amount: .zero, total: total)
    }
    let amount: CostValue = try receipt.difference(to: newTotal, on: share)
    return try CostPosting(amount: max(amount, -value), total: total)
  }

  /// The first of the goods leave at what their receipt costs, as far as the average holds it, the
  /// rest at the average of the other goods; below zero at the last average; the last goods take
  /// all the value. What they cost and did not take is a variance.
  func supplierReturn(
    _ quantity: QuantitySum, _ receipt: ReceiptCost, _ share: ReceiptShare
  ) throws(DecimalFault) -> CostPosting {
    let total: CostValue = try -receipt.value(of: quantity)
    if let cost = policy.fixedCost {
      let after = try onHand - quantity
      return try CostPosting(amount: try cost.multiplied(by: after) - value, total: total)
    }
    guard onHand.isPositive else {
      return try CostPosting(amount: -(try average.multiplied(by: quantity)), total: total)
    }
    if quantity >= onHand {
      let below = try quantity - onHand
      return try CostPosting(
        amount: -(try value + average.multiplied(by: below)), total: total)
    }
    let taken = max(.zero, min(value, try worth(of: quantity, receipt, share)))
    return try CostPosting(amount: -taken, total: total)
  }

  /// What less than all that is on hand takes along.
  private func worth(
    of quantity: QuantitySum, _ receipt: ReceiptCost, _ share: ReceiptShare
  ) throws(DecimalFault) -> CostValue {
    let quantity: ReceiptShare = try quantity.converted()
    if quantity <= share { return try receipt.value(of: quantity) }
    do {
      return try worth(of: quantity, receipt, share, in: ShareUnit.self)
    } catch {
      // Sums of more than 19 digits before the point are precise enough with 6 behind it.
      return try worth(of: quantity, receipt, share, in: CostUnit.self)
    }
  }

  private func worth<Unit: DecimalUnit>(
    of quantity: ReceiptShare, _ receipt: ReceiptCost, _ share: ReceiptShare, in unit: Unit.Type
  ) throws(DecimalFault) -> CostValue {
    let own: WideDecimal<Unit> = try receipt.value(of: share)
    let others = max(.zero, try value.converted(to: unit) - own)
    let onHand = try onHand.converted(to: ShareUnit.self)
    let rest = try others.proportion(try quantity - share, of: try onHand - share)
    return try (own + rest).converted()
  }
}
