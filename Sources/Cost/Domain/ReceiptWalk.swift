/// What an entry of a SKU's ledger means for a receipt that came before it.
package enum ShareStep: Equatable, Sendable {
  /// Goods of the receipt come.
  case receipt(QuantitySum)
  /// Goods come at the average.
  case arrivalAtAverage(QuantitySum)
  /// Other goods come, at a cost of their own.
  case arrival(QuantitySum)
  /// Goods come back that left for a document.
  case comeback(QuantitySum, CostDocument)
  /// Goods leave at the average for a document.
  case departure(QuantitySum, CostDocument)
  /// Goods of the receipt go back to the supplier, by a document.
  case sentBack(QuantitySum, CostDocument)
  /// Goods of another receipt do, of which the average held `share`.
  case otherSentBack(QuantitySum, CostDocument, share: ReceiptShare)
  /// Nothing moves.
  case valuation

  /// By how much the quantity on hand changes.
  package var change: QuantitySum {
    switch self {
    case .receipt(let quantity), .arrivalAtAverage(let quantity), .arrival(let quantity),
      .comeback(let quantity, _):
      quantity
    case .departure(let quantity, _), .sentBack(let quantity, _),
      .otherSentBack(let quantity, _, _):
      -quantity
    case .valuation: .zero
    }
  }
}

extension ShareStep {
  /// What a valued move means for a receipt.
  /// - Parameters:
  ///   - hadTotal: whether the move had a total of its own; else it went at the average
  ///   - share: what the average held of the receipt whose goods it sent back; nil if it sent none
  ///   - corrected: documents whose goods got a late price: what came at the average with them has
  ///     a cost of its own since
  package init(
    _ move: CostMove, for receipt: CostDocument, hadTotal: Bool, share: ReceiptShare?,
    corrected: Set<CostDocument>
  ) {
    let size = move.size
    switch move.basis {
    case _ where move.isReceipt && move.document == receipt: self = .receipt(size)
    case .receipt(let origin):
      if let share {
        self =
          origin == receipt
          ? .sentBack(size, move.document) : .otherSentBack(size, move.document, share: share)
      } else {
        self = .departure(size, move.document)
      }
    case _ where move.quantity.isNegative: self = .departure(size, move.document)
    case .origin(let document) where hadTotal: self = .comeback(size, document)
    case _ where hadTotal || (move.isReceipt && corrected.contains(move.document)):
      self = .arrival(size)
    default: self = .arrivalAtAverage(size)
    }
  }
}

/// How much of a receipt the average still holds, found by a walk over the SKU's entries from the
/// receipt on (contract 2, section A, "share of a receipt").
///
/// What a document takes of it comes back with the document's goods. Below zero, with nothing on
/// hand and at a standard cost there is nothing of it in the average.
package struct ReceiptWalk: Sendable {
  /// The longest walk: of receipts further back nothing is left, by definition.
  package static let entriesMax: Int64 = 100_000

  /// At least 0, at most what is on hand.
  package private(set) var share: ReceiptShare = .zero
  private var out: [CostDocument: Taken] = [:]
  /// What was out for documents before the walk began.
  private let before: [CostDocument: QuantitySum]

  /// What is still out for a document, and how much of the receipt is in that.
  private struct Taken {
    var quantity: QuantitySum
    var share: ReceiptShare
  }

  package init(outBefore: [CostDocument: QuantitySum] = [:]) { before = outBefore }

  /// - Parameters:
  ///   - onHand: of the house, before the step
  ///   - isFixed: whether goods are valued at a standard cost after it
  package mutating func apply(
    _ step: ShareStep, onHand: QuantitySum, isFixed: Bool
  ) throws(DecimalFault) {
    let old = share
    switch step {
    case .valuation, .arrival: break
    case .receipt(let quantity): share = try share + lifted(quantity, onHand).converted()
    case .arrivalAtAverage(let quantity):
      if onHand.isPositive { share = try share + share.proportion(quantity, of: onHand) }
    case .comeback(let quantity, let document):
      share = try share + brought(quantity, from: document, onHand)
    case .departure(let quantity, _):
      if onHand.isPositive {
        share = try share - share.proportion(min(quantity, onHand), of: onHand)
      }
    case .sentBack(let quantity, _):
      share = max(.zero, try share - quantity.converted())
    case .otherSentBack(let quantity, _, let other):
      let rest = try quantity.converted() - other
      let others = try onHand.converted() - other
      if rest.isPositive, others.isPositive {
        share = max(.zero, try share - share.proportion(rest, of: others))
      }
    }
    let after = try onHand + step.change
    if isFixed || !after.isPositive { share = .zero }
    share = min(share, try after.isPositive ? after.converted() : .zero)
    try noteDeparture(step, took: try old - share)
  }

  /// How much of the receipt is in what is still out for a document.
  package func share(outFor document: CostDocument) -> ReceiptShare { taken(by: document).share }

  /// The part of what comes that is on hand afterwards.
  private func lifted(
    _ quantity: QuantitySum, _ onHand: QuantitySum
  ) throws(DecimalFault) -> QuantitySum {
    onHand.isNegative ? max(.zero, try onHand + quantity) : quantity
  }

  /// What goods of a document bring back; more than is out comes at the average.
  private mutating func brought(
    _ quantity: QuantitySum, from document: CostDocument, _ onHand: QuantitySum
  ) throws(DecimalFault) -> ReceiptShare {
    var taken = self.taken(by: document)
    guard taken.quantity.isPositive else { return .zero }
    let known = min(quantity, taken.quantity)
    let part = try taken.share.proportion(known, of: taken.quantity)
    taken.quantity = try taken.quantity - known
    taken.share = try taken.share - part
    out[document] = taken
    let back = try part.proportion(try lifted(quantity, onHand), of: quantity)
    guard known < quantity, onHand.isPositive else { return back }
    return try back + share.proportion(try quantity - known, of: onHand)
  }

  private func taken(by document: CostDocument) -> Taken {
    out[document] ?? Taken(quantity: before[document] ?? .zero, share: .zero)
  }

  private mutating func noteDeparture(
    _ step: ShareStep, took: ReceiptShare
  ) throws(DecimalFault) {
    switch step {
    case .departure(let quantity, let document), .sentBack(let quantity, let document),
      .otherSentBack(let quantity, let document, _):
      var taken = self.taken(by: document)
      taken.quantity = try taken.quantity + quantity
      taken.share = try taken.share + max(.zero, took)
      out[document] = taken
    case .receipt, .arrivalAtAverage, .arrival, .comeback, .valuation: break
    }
  }
}
