/// Where a purchase order stands. `purchase_order.status` holds the raw value.
package enum PurchaseStatus: String, CaseIterable, Sendable {
  /// Written down; nobody has decided about it.
  case draft
  /// Somebody else said yes: the supplier may deliver.
  case approved
  /// Somebody else said no.
  case rejected
  case partReceived = "part_received"
  /// Every line has come in full.
  case received
  /// What is missing is not waited for any more.
  case closed

  /// Whether goods may arrive. A full order still takes what its tolerance allows.
  package var takesGoods: Bool { [.approved, .partReceived, .received].contains(self) }

  /// Whether goods have arrived, or may have before the rest was given up.
  package var givesGoodsBack: Bool { [.partReceived, .received, .closed].contains(self) }

  /// Whether it may be given up: nothing, or not everything, has arrived.
  package var canBeClosed: Bool { [.draft, .approved, .partReceived].contains(self) }

  /// Whether the decision about it may be taken back: nothing has arrived.
  package var isDecided: Bool { [.approved, .rejected].contains(self) }
}

/// A purchase order. Each transition raises its version; whoever writes the order writes that too.
package struct PurchaseOrder: Equatable, Sendable {
  package var id: Int64
  package let number: String
  package let supplierID: Int64
  package let warehouseID: Int64
  /// Whose document it is: the organisation of who wrote it.
  package let organisationID: Int64
  package private(set) var status: PurchaseStatus
  package let total: Money
  /// What may come above what is ordered.
  package let tolerance: Rate
  package let expectedAt: Instant?
  package let remark: String?
  package let createdBy: Int64
  package let createdAt: Instant
  package private(set) var decidedBy: Int64?
  package private(set) var decidedAt: Instant?
  package private(set) var decisionRemark: String?
  package private(set) var closedAt: Instant?
  package private(set) var closeReason: String?
  package private(set) var version: Int64
  package var lines: [PurchaseLine]

  package init(
    id: Int64 = 0, number: String, supplierID: Int64, warehouseID: Int64, organisationID: Int64,
    status: PurchaseStatus = .draft, total: Money, tolerance: Rate, expectedAt: Instant?,
    remark: String?, createdBy: Int64, createdAt: Instant, decidedBy: Int64? = nil,
    decidedAt: Instant? = nil, decisionRemark: String? = nil, closedAt: Instant? = nil,
    closeReason: String? = nil, version: Int64 = 1, lines: [PurchaseLine] = []
  ) {
    self.id = id
    self.number = number
    self.supplierID = supplierID
    self.warehouseID = warehouseID
    self.organisationID = organisationID
    self.status = status
    self.total = total
    self.tolerance = tolerance
    self.expectedAt = expectedAt
    self.remark = remark
    self.createdBy = createdBy
    self.createdAt = createdAt
    self.decidedBy = decidedBy
    self.decidedAt = decidedAt
    self.decisionRemark = decisionRemark
    self.closedAt = closedAt
    self.closeReason = closeReason
    self.version = version
    self.lines = lines
  }

  /// Somebody says yes or no to a draft.
  package mutating func decide(
    isApproved: Bool, by userID: Int64, at time: Instant, remark: String?
  ) throws(PurchaseRefusal) {
    try require(status == .draft)
    status = isApproved ? .approved : .rejected
    (decidedBy, decidedAt, decisionRemark) = (userID, time, remark)
    version.advance()
  }

  /// The decision is taken back while nothing has arrived.
  package mutating func unapprove(reason: String) throws(PurchaseRefusal) {
    try require(status.isDecided)
    status = .draft
    (decidedBy, decidedAt, decisionRemark) = (nil, nil, reason)
    version.advance()
  }

  /// What is missing is not waited for any more.
  package mutating func close(at time: Instant, reason: String) throws(PurchaseRefusal) {
    try require(status.canBeClosed)
    status = .closed
    (closedAt, closeReason) = (time, reason)
    version.advance()
  }

  /// What a delivery does to it; see `ReceiptPlan.plan`.
  package func receiptPlan(
    _ delivered: [LineQuantity]
  ) throws(PurchaseRefusal) -> ReceiptPlan {
    try .plan(lines, status: status, delivered: delivered, tolerance: tolerance)
  }

  package mutating func receive(_ plan: ReceiptPlan) {
    (status, lines) = (plan.status, plan.lines)
    version.advance()
  }

  /// What goes back to its supplier; see `ReturnPlan.plan`.
  package func returnPlan(
    _ returned: [ReturnDemand], receipts: [ReturnableReceipt]
  ) throws(PurchaseRefusal) -> ReturnPlan {
    try .plan(lines, status: status, returned: returned, receipts: receipts)
  }

  /// Its status stays what it is: as much may come in the place of what goes back.
  package mutating func giveBack(_ plan: ReturnPlan) {
    lines = plan.lines
    version.advance()
  }

  private func require(_ isAllowed: Bool) throws(PurchaseRefusal) {
    if !isAllowed { throw .wrongStatus(status) }
  }
}
