import CostDomain
import Kernel

/// One SKU's row while it is locked: its value, and how far it has come.
struct CostAccount {
  let skuID: Int64
  var state: CostState
  /// The last stock move that is in the state.
  var lastSeq: Int64
  /// The last entry of its ledger.
  var lastEntry: Int64
  /// Whether moves of it wait in a table.
  var hasWaiting: Bool
  /// The entry of its last late price; 0 when there was none.
  var lastCorrection: Int64

  init(
    skuID: Int64, state: CostState, lastSeq: Int64 = 0, lastEntry: Int64 = 0,
    hasWaiting: Bool = false, lastCorrection: Int64 = 0
  ) {
    self.skuID = skuID
    self.state = state
    self.lastSeq = lastSeq
    self.lastEntry = lastEntry
    self.hasWaiting = hasWaiting
    self.lastCorrection = lastCorrection
  }
}

/// One row of the ledger.
struct LedgerEntry {
  enum Kind: String, CaseIterable {
    case move
    case correction
    case revaluation
  }

  let skuID: Int64
  let entry: Int64
  let kind: Kind
  let move: Move?
  let unitCost: UnitCost?
  /// The document's total; nil when it had none of its own.
  let given: CostValue?
  let amount: CostValue
  let variance: CostValue
  /// After the entry.
  let onHand: TotalQuantity
  let value: CostValue
  let average: CostValue
  let document: CostDocument
  let origin: CostDocument?
  /// Of a correction.
  let covering: TotalQuantity?
  /// Of a revaluation.
  let policy: CostPolicy?
  let reason: String?
  /// The business date; nil for the moment of writing.
  let occurredAt: Instant?
  /// How much of its receipt the average held: of a late price and of goods that went back to their
  /// supplier, unless they are of before there were shares.
  let share: ReceiptShare?
  /// Of a late price: what the receipt cost in all from then on.
  let receiptTotal: ReceiptTotal?
  /// Of goods that came back to what they had left for: what late prices since then put on them;
  /// nil of all others, and in entries of before, which came back without.
  let late: CostValue?

  /// What a stock move adds to an entry.
  struct Move {
    let seq: Int64
    let moveID: Int64
    let warehouseID: Int64
    let quantity: Quantity
  }
}
