/// `POST /stock/in`
struct ReceiveStockRequest: RequestBody {
  private enum Reason: String, CaseIterable {
    case purchase
    case production
    case `return`
    case opening
    case manual
  }

  let type: StockReferenceType
  let number: String
  /// Nil: the one of the caller's organisation.
  let warehouseID: Int64?
  let lines: [StockLine]
  /// Nil: when it is posted.
  let occurredAt: Instant?

  init(from fields: inout Fields) {
    type = fields.stockType(among: Reason.self)
    number = fields.referenceNumber()
    warehouseID = fields.optionalID("warehouse_id")
    lines = fields.list("lines", ArrivalLineRequest.self, RequestLimits.documentLines).map(\.line)
    occurredAt = fields.occurredAt()
  }
}

/// `POST /stock/out`
struct IssueStockRequest: RequestBody {
  private enum Reason: String, CaseIterable {
    case sale
    case production
    case `return`
    case manual
  }

  let type: StockReferenceType
  let number: String
  /// Nil: the lock's, or the one of the caller's organisation.
  let warehouseID: Int64?
  let lockNumber: String?
  /// Whose lock, where several have its number.
  let lockOrganisationID: Int64?
  /// Of goods that go back to the supplier: what brought them, and its id where several have the
  /// number.
  let receiptNumber: String?
  let receiptID: Int64?
  let lines: [StockLine]
  /// Nil: when it is posted.
  let occurredAt: Instant?

  init(from fields: inout Fields) {
    type = fields.stockType(among: Reason.self)
    number = fields.referenceNumber()
    warehouseID = fields.optionalID("warehouse_id")
    lockNumber = fields.optionalCode("from_lock", 1...100)
    lockOrganisationID = fields.optionalID("org_id")
    receiptNumber = fields.optionalCode("receipt_no", 1...100)
    receiptID = fields.optionalID("document_id")
    if receiptNumber != nil, type != .return || lockNumber != nil {
      fields.refuse(
        "receipt_no",
        .other(
          english: "goes with ref_type return and without from_lock",
          chinese: "只能用于 ref_type 为 return 且没有 from_lock 的单据"))
    }
    lines = fields.list("lines", LeavingLineRequest.self, RequestLimits.documentLines).map(\.line)
    occurredAt = fields.occurredAt()
  }
}

/// `POST /stock/transfer`
struct TransferStockRequest: RequestBody {
  let number: String
  let from: Int64
  let to: Int64
  let lines: [StockLine]
  /// Nil: when it is posted.
  let occurredAt: Instant?

  init(from fields: inout Fields) {
    number = fields.referenceNumber()
    from = fields.id("from_warehouse_id")
    to = fields.id("to_warehouse_id")
    lines = fields.list("lines", LeavingLineRequest.self, RequestLimits.documentLines).map(\.line)
    occurredAt = fields.occurredAt()
    if from == to {
      fields.refuse(
        "to_warehouse_id", .other(english: "must be another warehouse", chinese: "必须是另一个仓库"))
    }
  }
}

/// `POST /stock/count`
struct CountStockRequest: RequestBody {
  let number: String
  /// Nil: the one of the caller's organisation.
  let warehouseID: Int64?
  let lines: [StockLine]
  /// Nil: when it is posted.
  let occurredAt: Instant?

  init(from fields: inout Fields) {
    number = fields.referenceNumber()
    warehouseID = fields.optionalID("warehouse_id")
    lines = fields.list("lines", CountLineRequest.self, RequestLimits.documentLines).map(\.line)
    occurredAt = fields.occurredAt()
  }
}

/// A line of goods that come in: they alone bring a cost.
struct ArrivalLineRequest: RequestBody {
  let line: StockLine

  init(from fields: inout Fields) {
    line = StockLine(
      skuID: fields.id("sku_id"), quantity: fields.decimal("qty", .positive),
      unitCost: fields.optionalDecimal("unit_cost", .notNegative),
      batchNumber: fields.optionalCode("batch_no", 1...64))
  }
}

/// A line of goods that leave, or change their place. What they cost is the books' to say.
struct LeavingLineRequest: RequestBody {
  let line: StockLine

  init(from fields: inout Fields) {
    line = StockLine(
      skuID: fields.id("sku_id"), quantity: fields.decimal("qty", .positive),
      batchNumber: fields.optionalCode("batch_no", 1...64))
  }
}

/// A line of goods that were counted.
struct CountLineRequest: RequestBody {
  let line: StockLine

  init(from fields: inout Fields) {
    line = StockLine(
      skuID: fields.id("sku_id"), quantity: fields.decimal("counted_qty", .notNegative))
  }
}

extension Fields {
  /// `ref_type`, one of the types that the call takes: those of the same names.
  fileprivate mutating func stockType<Reason: RawRepresentable<String> & CaseIterable>(
    among reasons: Reason.Type
  ) -> StockReferenceType {
    choice("ref_type", reasons).flatMap { StockReferenceType(rawValue: $0.rawValue) } ?? .manual
  }

  /// A document's number: 1 to 64 characters.
  mutating func referenceNumber() -> String { code("ref_no", 1...64) }
}
