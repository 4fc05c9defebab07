/// `POST /stock/lock`
struct LockStockRequest: RequestBody {
  let number: String
  /// Nil: the one of the caller's organisation.
  let warehouseID: Int64?
  /// 0: until it is released.
  let seconds: Int
  let lines: [StockLine]

  init(from fields: inout Fields) {
    number = fields.referenceNumber()
    warehouseID = fields.optionalID("warehouse_id")
    seconds = fields.optionalCount("ttl_seconds", 0...31_536_000) ?? 900
    lines = fields.list("lines", LockLineRequest.self, RequestLimits.documentLines).map(\.line)
  }
}

/// `POST /stock/unlock`
struct UnlockStockRequest: RequestBody {
  let number: String
  /// Whose lock, where several have its number.
  let organisationID: Int64?
  /// Nil: everything.
  let lines: [StockLine]?
  /// The release's own number.
  let unlockNumber: String?

  init(from fields: inout Fields) {
    number = fields.code("ref_no", 1...100)
    organisationID = fields.optionalID("org_id")
    lines = fields.optionalList("lines", LockLineRequest.self, RequestLimits.documentLines)?
      .map(\.line)
    unlockNumber = fields.optionalCode("unlock_no", 1...64)
  }
}

/// A line of goods that stay what they are: locked, unlocked.
struct LockLineRequest: RequestBody {
  let line: StockLine

  init(from fields: inout Fields) {
    line = StockLine(skuID: fields.id("sku_id"), quantity: fields.decimal("qty", .positive))
  }
}
