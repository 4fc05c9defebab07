/// What all of one SKU is worth at one moment, after some number of entries.
package struct CostState: Equatable, Sendable {
  package var policy: CostPolicy
  /// Over all warehouses; below zero where the books lack what was sold.
  package var onHand: QuantitySum
  /// The sum of the amounts of all entries so far.
  package var value: CostValue
  /// value ÷ on hand, rounded; with nothing on hand the last one that there was.
  package var average: CostValue

  package init(
    policy: CostPolicy, onHand: QuantitySum = .zero, value: CostValue = .zero,
    average: CostValue = .zero
  ) {
    self.policy = policy
    self.onHand = onHand
    self.value = value
    self.average = average
  }

  /// What one unit costs now.
  package var unitCost: CostValue { policy.fixedCost ?? average }

  /// Applies an entry and says what it was worth.
  /// - Throws: `outOfRange` when the sums are beyond all measure
  package mutating func apply(_ entry: CostEntry) throws(DecimalFault) -> CostPosting {
    let posting: CostPosting
    switch entry {
    case .arrival(let quantity, let total): posting = try arrival(quantity, total)
    case .comeback(let quantity, let total, let late):
      posting = try CostPosting(
        amount: try arrival(quantity, try total + late).amount, total: total)
    case .departure(let quantity, let total): posting = try departure(quantity, total)
    case .correction(let total, let covering): posting = try correction(total, covering)
    case .supplierReturn(let quantity, let receipt, let share):
      posting = try supplierReturn(quantity, receipt, share)
    case .latePrice(let receipt, let newTotal, let share):
      posting = try latePrice(receipt, newTotal, share)
    case .revaluation(let policy):
      posting = try revaluation(policy)
      average = unitCost
      self.policy = policy
    }
    onHand = try onHand + entry.change
    value = try value + posting.amount
    if onHand.isPositive { average = try value.divided(by: onHand) }
    return posting
  }

  /// At a fixed cost the goods are worth that from now on; at the average they keep their value.
  private func revaluation(_ policy: CostPolicy) throws(DecimalFault) -> CostPosting {
    guard let cost = policy.fixedCost else { return try CostPosting(amount: .zero, total: .zero) }
    return try CostPosting(amount: try cost.multiplied(by: onHand) - value, total: .zero)
  }
}

/// What happens to the value of a SKU.
package enum CostEntry: Equatable, Sendable {
  /// Goods come, for `total`; nil: at what the others are worth.
  case arrival(QuantitySum, total: CostValue?)
  /// Goods come back that left for `total`, and would have left for `late` more, had what they were
  /// of always cost what it costs by now.
  case comeback(QuantitySum, total: CostValue, late: CostValue)
  /// Goods leave, for `total`; nil: at what they are worth.
  case departure(QuantitySum, total: CostValue?)
  /// Goods that came earlier turn out to have cost `total` more, or less: the rule of entries that
  /// were made before receipts had a share.
  case correction(total: CostValue, covering: QuantitySum)
  /// Goods of a receipt go back to its supplier, while the average still holds `share` of it.
  case supplierReturn(QuantitySum, of: ReceiptCost, share: ReceiptShare)
  /// A receipt turns out to have cost `newTotal`, while the average still holds `share` of it.
  case latePrice(ReceiptCost, newTotal: ReceiptTotal, share: ReceiptShare)
  /// From now on they are valued otherwise.
  case revaluation(CostPolicy)

  /// By how much the quantity on hand changes.
  package var change: QuantitySum {
    switch self {
    case .arrival(let quantity, _), .comeback(let quantity, _, _): quantity
    case .departure(let quantity, _), .supplierReturn(let quantity, _, _): -quantity
    case .correction, .latePrice, .revaluation: .zero
    }
  }
}

extension CostEntry {
  /// The document's total of which a posting tells; nil when it had none of its own.
  package func given(_ posting: CostPosting) throws(DecimalFault) -> CostValue? {
    switch self {
    case .arrival(_, nil), .departure(_, nil), .revaluation: nil
    case .arrival, .comeback, .departure, .correction, .supplierReturn, .latePrice:
      try posting.amount + posting.variance
    }
  }
}

/// What an entry was worth: `total` is the document's, of which `amount` changed the value of the
/// goods and the rest is a variance, which belongs to the result and not to the goods.
package struct CostPosting: Equatable, Sendable {
  package let amount: CostValue
  package let variance: CostValue

  /// Worth nothing.
  package static let none = CostPosting(amount: .zero, variance: .zero)

  private init(amount: CostValue, variance: CostValue) {
    self.amount = amount
    self.variance = variance
  }

  init(amount: CostValue, total: CostValue?) throws(DecimalFault) {
    self.amount = amount
    self.variance = try total.map { total throws(DecimalFault) in try total - amount } ?? .zero
  }
}
