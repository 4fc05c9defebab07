/// Moves, at the moving average or at a fixed cost.
extension CostState {
  /// Above zero, goods come in for their total. Below zero they first square what left before: that
  /// part comes in at what it left for, so that what is on hand afterwards is worth what it cost,
  /// and the difference is a variance.
  func arrival(
    _ quantity: QuantitySum, _ total: CostValue?
  ) throws(DecimalFault) -> CostPosting {
    if let cost = policy.fixedCost {
      let after = try onHand + quantity
      return try CostPosting(
        amount: try cost.multiplied(by: after) - value, total: total)
    }
    guard onHand.isNegative else {
      if let total { return try CostPosting(amount: total, total: total) }
      return try CostPosting(amount: try worth(of: quantity), total: nil)
    }
    let missing = -onHand
    if quantity < missing {
      let squared = try (-value).proportion(quantity, of: missing)
      return try CostPosting(amount: squared, total: total)
    }
    let rest = try quantity - missing
    let remaining =
      if let total {
        try total.proportion(rest, of: quantity)
      } else {
        try average.multiplied(by: rest)
      }
    return try CostPosting(amount: try remaining - value, total: total)
  }

  /// Goods leave at what they are worth; the last of them take all that is left. What leaves below
  /// zero is worth the last average. With a total of its own, as goods that go back to their
  /// supplier have, they take that, but never more than there is, and the last of them still all.
  func departure(
    _ quantity: QuantitySum, _ total: CostValue?
  ) throws(DecimalFault) -> CostPosting {
    if let cost = policy.fixedCost {
      let after = try onHand - quantity
      return try CostPosting(
        amount: try cost.multiplied(by: after) - value,
        total: total.map { -$0 })
    }
    let covered = onHand.isPositive ? min(quantity, onHand) : .zero
    let below = try quantity - covered
    let ofCovered = try total.map { total throws(DecimalFault) in
      try total.proportion(covered, of: quantity)
    }
    let taken: CostValue =
      if covered == onHand && covered.isPositive {
        value
      } else if let ofCovered {
        min(ofCovered, covered.isPositive ? value : .zero)
      } else {
        covered.isZero ? .zero : try value.proportion(covered, of: onHand)
      }
    let belowZero =
      if let total, let ofCovered {
        try total - ofCovered
      } else {
        try average.multiplied(by: below)
      }
    return try CostPosting(
      amount: -(try taken + belowZero), total: total.map { -$0 })
  }

  /// Of what came earlier only as much is still here as there is on hand; that part of the
  /// difference changes the value, which never falls below zero, and the rest is a variance.
  func correction(
    _ total: CostValue, _ covering: QuantitySum
  ) throws(DecimalFault) -> CostPosting {
    guard policy.fixedCost == nil, onHand.isPositive, covering.isPositive else {
      return try CostPosting(amount: .zero, total: total)
    }
    let part = try total.proportion(min(onHand, covering), of: covering)
    return try CostPosting(amount: max(part, -value), total: total)
  }

  /// What goods of unknown cost are taken to be worth.
  private func worth(of quantity: QuantitySum) throws(DecimalFault) -> CostValue {
    onHand.isPositive
      ? try value.proportion(quantity, of: onHand) : try average.multiplied(by: quantity)
  }
}
