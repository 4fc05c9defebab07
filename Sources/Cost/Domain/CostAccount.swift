/// What one SKU is worth, and how far its ledger has come.
package struct CostAccount: Equatable, Sendable {
  package let skuID: Int64
  package var state: CostState
  /// The last stock move that is in the state.
  package private(set) var lastSequence: Int64
  /// The last entry of its ledger.
  package private(set) var lastEntry: Int64
  /// Whether moves of it wait in a table.
  package var hasWaiting: Bool
  /// The entry of its last late price; 0 when there was none.
  package private(set) var lastCorrection: Int64

  package init(
    skuID: Int64, state: CostState, lastSequence: Int64 = 0, lastEntry: Int64 = 0,
    hasWaiting: Bool = false, lastCorrection: Int64 = 0
  ) {
    self.skuID = skuID
    self.state = state
    self.lastSequence = lastSequence
    self.lastEntry = lastEntry
    self.hasWaiting = hasWaiting
    self.lastCorrection = lastCorrection
  }

  /// Books an entry by what it means. Returns it with its number, and with what came of it.
  package mutating func book(
    _ entry: LedgerEntry, meaning: CostEntry
  ) throws(DecimalFault) -> LedgerEntry {
    let posting = try state.apply(meaning)
    return note(entry, posting, given: try meaning.given(posting))
  }

  /// The ledger can be followed without the item centre: it begins with how the SKU is valued. Nil
  /// when that is as ledgers begin anyway.
  package mutating func bookFirstPolicy() -> LedgerEntry? {
    if state.policy == CostPolicy(method: .movingAverage, standardCost: nil) { return nil }
    let document = CostDocument("item", "first")
    return note(LedgerEntry(skuID: skuID, .revaluation, document), .none, given: nil)
  }

  private mutating func note(
    _ entry: LedgerEntry, _ posting: CostPosting, given: CostValue?
  ) -> LedgerEntry {
    lastEntry.advance()
    if let move = entry.move { lastSequence = move.sequence }
    if entry.kind == .correction { lastCorrection = lastEntry }
    var entry = entry
    entry.number = lastEntry
    entry.given = given
    (entry.amount, entry.variance) = (posting.amount, posting.variance)
    (entry.onHand, entry.value, entry.average) = (state.onHand, state.value, state.average)
    let isFixedMove = entry.kind == .move && state.policy.fixedCost != nil
    if isFixedMove || entry.kind == .revaluation { entry.policy = state.policy }
    return entry
  }
}

/// One entry of a SKU's ledger.
package struct LedgerEntry: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case move
    case correction
    case revaluation
  }

  package let skuID: Int64
  package let kind: Kind
  package let document: CostDocument
  /// Of a move its own; of a correction the receipt.
  package let origin: CostDocument?
  /// Of the kind `move`.
  package let move: CostMove?
  package let unitCost: UnitCost?
  /// The business date; nil for the moment of writing.
  package let occurredAt: Instant?
  /// Of a correction.
  package let covering: QuantitySum?
  package let reason: String?
  /// How much of its receipt the average held: of a late price and of goods that went back to their
  /// supplier, unless they are of before there were shares.
  package let share: ReceiptShare?
  /// Of a late price: what the receipt cost in all from then on.
  package let receiptTotal: ReceiptTotal?
  /// Of goods that came back to what they had left for: what late prices since then put on them;
  /// nil of all others, and in entries of before, which came back without.
  package let late: CostValue?

  /// 1, 2, 3 … of each SKU; 0 before it is booked.
  package internal(set) var number: Int64 = 0
  /// The document's total; nil when it had none of its own.
  package internal(set) var given: CostValue?
  package internal(set) var amount: CostValue = .zero
  package internal(set) var variance: CostValue = .zero
  /// After the entry.
  package internal(set) var onHand: QuantitySum = .zero
  package internal(set) var value: CostValue = .zero
  package internal(set) var average: CostValue = .zero
  /// Of a revaluation, and of moves at a fixed cost.
  package internal(set) var policy: CostPolicy?

  /// An entry that is to be booked.
  package init(
    skuID: Int64, _ kind: Kind, _ document: CostDocument, origin: CostDocument? = nil,
    move: CostMove? = nil, unitCost: UnitCost? = nil, occurredAt: Instant? = nil,
    covering: QuantitySum? = nil, reason: String? = nil, share: ReceiptShare? = nil,
    receiptTotal: ReceiptTotal? = nil, late: CostValue? = nil
  ) {
    self.skuID = skuID
    self.kind = kind
    self.document = document
    self.origin = origin
    self.move = move
    self.unitCost = unitCost
    self.occurredAt = occurredAt
    self.covering = covering
    self.reason = reason
    self.share = share
    self.receiptTotal = receiptTotal
    self.late = late
  }

  /// A move that is to be booked.
  package init(_ move: CostMove, share: ReceiptShare? = nil, late: CostValue? = nil) {
    self.init(
      skuID: move.skuID, .move, move.document, origin: move.origin, move: move,
      unitCost: move.unitCost, occurredAt: move.occurredAt, share: share, late: late)
  }

  /// The entry as it was booked.
  package func booked(
    as number: Int64, given: CostValue?, amount: CostValue, variance: CostValue,
    after state: (onHand: QuantitySum, value: CostValue, average: CostValue), policy: CostPolicy?
  ) -> LedgerEntry {
    var entry = self
    (entry.number, entry.given, entry.policy) = (number, given, policy)
    (entry.amount, entry.variance) = (amount, variance)
    (entry.onHand, entry.value, entry.average) = state
    return entry
  }
}
