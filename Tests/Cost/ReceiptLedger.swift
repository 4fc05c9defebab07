import CostDomain
import Foundation
import Kernel

/// A SKU's ledger in memory, kept by the rules under test: what the cost centre's book does with
/// rows, on an array.
struct ReceiptLedger {
  private struct Entry {
    let move: CostMove?
    /// Of a late price: what its receipt cost before, and what it costs since.
    let latePrice: (receipt: CostDocument, cost: ReceiptCost, newTotal: ReceiptTotal)?
    let hadTotal: Bool
    let share: ReceiptShare?
    let onHandBefore: QuantitySum
    let isFixed: Bool
  }

  private(set) var state: CostState
  /// Of the last move.
  private(set) var last = CostPosting.none
  /// Of the last late price.
  private(set) var lastShare = ReceiptShare.zero
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
    var late: CostValue?
    var entry = move.entry(total: nil)
    switch move.basis {
    case .unitCost(let cost): total = try move.total(at: cost)
    case .origin(let document):
      let balance = origins[document, default: OriginBalance()]
      total = try balance.total(of: move.size, average: state.unitCost)
      late = try total.map {
        try balance.late(of: move.size, try latePrices(on: document), total: $0)
      }
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
    if let total { entry = move.entry(total: total, late: late) }
    let before = state.onHand
    let posting = try state.apply(entry)
    last = posting
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
        .noteDeparture(move.size, -posting.amount, at: Int64(entries.count))
    } else if let origin = move.origin {
      try origins[origin, default: OriginBalance()]
        .noteReturn(move.size, total ?? posting.amount, late: late ?? .zero)
    }
    entries.append(
      Entry(
        move: move, latePrice: nil, hadTotal: total != nil, share: share, onHandBefore: before,
        isFixed: state.policy.fixedCost != nil))
    return share
  }

  /// A receipt turns out to have cost something else.
  mutating func correct(_ document: CostDocument, _ unitCost: UnitCost) throws -> CostPosting {
    let receipt = receipts[document] ?? ReceiptCost(quantity: .zero, total: .zero)
    let total = try ReceiptCost.total(of: receipt.quantity, at: unitCost)
    lastShare = try share(of: document)
    let posting = try state.apply(.latePrice(receipt, newTotal: total, share: lastShare))
    receipts[document] = ReceiptCost(
      quantity: receipt.quantity, total: total, sentBack: receipt.sentBack)
    corrected.insert(document)
    entries.append(
      Entry(
        move: nil, latePrice: (document, receipt, total), hadTotal: false, share: nil,
        onHandBefore: state.onHand, isFixed: state.policy.fixedCost != nil))
    return posting
  }

  mutating func revalue(_ policy: CostPolicy) throws {
    let before = state.onHand
    _ = try state.apply(.revaluation(policy))
    entries.append(
      Entry(
        move: nil, latePrice: nil, hadTotal: false, share: nil, onHandBefore: before,
        isFixed: policy.fixedCost != nil))
  }

  /// What the average holds of a receipt now.
  func share(of document: CostDocument) throws -> ReceiptShare {
    try walk(for: document, before: entries.count)?.share ?? .zero
  }

  /// What late prices put on what was out for a document when they came.
  private func latePrices(on document: CostDocument) throws -> ReceiptTotal {
    var sum = ReceiptTotal.zero
    for (index, entry) in entries.enumerated() {
      guard let late = entry.latePrice, let walk = try walk(for: late.receipt, before: index)
      else { continue }
      sum =
        try sum + late.cost.difference(to: late.newTotal, on: walk.share(outFor: document))
    }
    return sum
  }

  private func walk(for document: CostDocument, before end: Int) throws -> ReceiptWalk? {
    guard let first = firstEntries[document] else { return nil }
    var outBefore: [CostDocument: QuantitySum] = [:]
    for move in entries[..<first].compactMap(\.move) {
      if move.quantity.isNegative {
        outBefore[move.document] = try (outBefore[move.document] ?? .zero) + move.size
      } else if let origin = move.origin {
        outBefore[origin] = max(.zero, try (outBefore[origin] ?? .zero) - move.size)
      }
    }
    var walk = ReceiptWalk(outBefore: outBefore)
    for entry in entries[first..<end] {
      let step =
        entry.move.map {
          ShareStep(
            $0, for: document, hadTotal: entry.hadTotal, share: entry.share,
            corrected: corrected)
        } ?? .valuation
      try walk.apply(step, onHand: entry.onHandBefore, isFixed: entry.isFixed)
    }
    return walk
  }

  /// What came by a document and is a receipt with a cost of its own.
  var receiptsWithCost: [CostDocument] {
    firstEntries.filter { document, first in
      entries[first].hadTotal || corrected.contains(document)
    }.map(\.key)
  }
}

extension WideDecimal {
  var decimal: Decimal { Decimal(string: description) ?? .nan }
}
