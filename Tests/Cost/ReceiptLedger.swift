import CostDomain
import Kernel

/// A SKU's ledger in memory, kept by the rules under test: what the cost centre's book does with
/// rows, on an array.
struct ReceiptLedger {
  private struct Entry {
    let move: CostMove?
    let hadTotal: Bool
    let share: ReceiptShare?
    let onHandBefore: TotalQuantity
    let isFixed: Bool
  }

  private(set) var state: CostState
  private var entries: [Entry] = []
  private var origins: [CostDocument: OriginBalance] = [:]
  private var receipts: [CostDocument: ReceiptCost] = [:]
  private var firstEntries: [CostDocument: Int] = [:]
  private var corrected: Set<CostDocument> = []

  init(policy: CostPolicy) { state = CostState(policy: policy) }

  /// Moves goods; what they are valued by follows from the move.
  /// - Returns: what the average held of the receipt whose goods went back
  @discardableResult
  mutating func post(_ move: CostMove) throws -> ReceiptShare? {
    var (total, share): (CostValue?, ReceiptShare?) = (nil, nil)
    var entry = move.entry(total: nil)
    switch move.basis {
    case .unitCost(let cost): total = try move.total(at: cost)
    case .origin(let document):
      total = try origins[document, default: OriginBalance()]
        .total(of: move.size, average: state.unitCost)
    case .receipt(let document):
      if let receipt = receipts[document] {
        let held = try self.share(of: document)
        share = held
        entry = .supplierReturn(move.size, of: receipt, share: held)
        receipts[document] = ReceiptCost(
          quantity: receipt.quantity, total: receipt.total,
          sentBack: try receipt.sentBack + move.size)
      }
    case .average, .sheet: break
    }
    if let total { entry = move.entry(total: total) }
    let before = state.onHand
    let posting = try state.apply(entry)
    if move.isReceipt {
      let known = receipts[move.document]
      firstEntries[move.document] = firstEntries[move.document] ?? entries.count
      receipts[move.document] = ReceiptCost(
        quantity: try (known?.quantity ?? .zero) + move.size,
        total: try (known?.total ?? .zero) + (total ?? posting.amount).converted(),
        sentBack: known?.sentBack ?? .zero)
    }
    if move.quantity.isNegative {
      try origins[move.document, default: OriginBalance()]
        .noteDeparture(move.size, -posting.amount)
    } else if let origin = move.origin {
      try origins[origin, default: OriginBalance()].noteReturn(move.size, total ?? posting.amount)
    }
    entries.append(
      Entry(
        move: move, hadTotal: total != nil, share: share, onHandBefore: before,
        isFixed: state.policy.fixedCost != nil))
    return share
  }

  /// A receipt turns out to have cost something else.
  mutating func correct(_ document: CostDocument, _ unitCost: UnitCost) throws -> CostPosting {
    let receipt = receipts[document] ?? ReceiptCost(quantity: .zero, total: .zero)
    let total = try ReceiptCost.total(of: receipt.quantity, at: unitCost)
    let posting = try state.apply(
      .latePrice(receipt, newTotal: total, share: try share(of: document)))
    receipts[document] = ReceiptCost(
      quantity: receipt.quantity, total: total, sentBack: receipt.sentBack)
    corrected.insert(document)
    return posting
  }

  mutating func revalue(_ policy: CostPolicy) throws {
    let before = state.onHand
    _ = try state.apply(.revaluation(policy))
    entries.append(
      Entry(
        move: nil, hadTotal: false, share: nil, onHandBefore: before,
        isFixed: policy.fixedCost != nil))
  }

  /// What the average holds of a receipt now.
  func share(of document: CostDocument) throws -> ReceiptShare {
    guard let first = firstEntries[document] else { return .zero }
    var outBefore: [CostDocument: TotalQuantity] = [:]
    for move in entries[..<first].compactMap(\.move) {
      if move.quantity.isNegative {
        outBefore[move.document] = try (outBefore[move.document] ?? .zero) + move.size
      } else if let origin = move.origin {
        outBefore[origin] = max(.zero, try (outBefore[origin] ?? .zero) - move.size)
      }
    }
    var walk = ReceiptWalk(outBefore: outBefore)
    for entry in entries[first...] {
      let step =
        entry.move.map {
          ShareStep(
            $0, for: document, hadTotal: entry.hadTotal, share: entry.share,
            corrected: corrected)
        } ?? .valuation
      try walk.apply(step, onHand: entry.onHandBefore, isFixed: entry.isFixed)
    }
    return walk.share
  }

  /// What came by a document and is a receipt with a cost of its own.
  var receiptsWithCost: [CostDocument] {
    firstEntries.filter { document, first in
      entries[first].hadTotal || corrected.contains(document)
    }.map(\.key)
  }
}
