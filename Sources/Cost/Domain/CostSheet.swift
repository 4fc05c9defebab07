/// What a production order cost. Until all its material is valued its figures are zero.
package struct CostSheet: Equatable, Sendable {
  package enum Status: String, CaseIterable, Sendable {
    /// It is not completed.
    case collecting
    /// It is completed; some of its material is not valued yet.
    case pending
    case settled
  }

  /// Where a change of its total goes, whose goods may be here or not.
  package enum Change: Equatable, Sendable {
    /// It is settled for the first time: its goods come in for the total.
    case first
    /// The goods have not come in yet: they come in for the new total.
    case receipt(CostValue)
    /// A late price of the goods.
    case latePrice(CostValue)
  }

  /// The production order's.
  package let number: String
  package let orderID: Int64?
  package let skuID: Int64?
  /// Whose order it is; nil when its completion did not say.
  package let organisationID: Int64?
  package private(set) var status: Status
  package let planned: Quantity
  package let good: Quantity
  package let defect: Quantity
  package let scrap: Quantity
  /// Whether the order was given up: the sheet says what was lost.
  package let isCancelled: Bool
  /// The business date of its completion; nil as long as it is not completed.
  package let occurredAt: Instant?
  package let completedAt: Instant?
  package let settledAt: Instant?
  /// What it came to when it was last settled.
  package private(set) var figures: SheetFigures
  /// What the goods come into stock for.
  package private(set) var receiptTotal: CostValue?
  /// What changes of the sheet came to since, as late prices of the goods.
  package private(set) var lateTotal: CostValue
  /// 1 when it was settled; each later change raises it.
  package private(set) var revision: Int64

  package init(
    number: String, orderID: Int64?, skuID: Int64?, organisationID: Int64?, status: Status,
    planned: Quantity, good: Quantity, defect: Quantity, scrap: Quantity, isCancelled: Bool,
    occurredAt: Instant?, completedAt: Instant?, settledAt: Instant?, figures: SheetFigures,
    receiptTotal: CostValue?, lateTotal: CostValue, revision: Int64
  ) {
    self.number = number
    self.orderID = orderID
    self.skuID = skuID
    self.organisationID = organisationID
    self.status = status
    self.planned = planned
    self.good = good
    self.defect = defect
    self.scrap = scrap
    self.isCancelled = isCancelled
    self.occurredAt = occurredAt
    self.completedAt = completedAt
    self.settledAt = settledAt
    self.figures = figures
    self.receiptTotal = receiptTotal
    self.lateTotal = lateTotal
    self.revision = revision
  }

  /// Takes on what it comes to; what its goods came in for stays once they are in.
  package mutating func settle(
    _ figures: SheetFigures, _ change: Change
  ) throws(DecimalFault) {
    let receipt = receiptTotal ?? figures.total
    switch change {
    case .first: receiptTotal = receipt
    case .receipt(let difference): receiptTotal = try receipt + difference
    case .latePrice(let difference):
      receiptTotal = receipt
      lateTotal = try lateTotal + difference
    }
    if change != .first { revision.advance() }
    self.figures = figures
    status = .settled
  }
}
