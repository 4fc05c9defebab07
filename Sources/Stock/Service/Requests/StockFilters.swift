/// `GET /stock/{sku_id}`
struct LevelFilter: RequestBody {
  let warehouseID: Int64?

  init(from fields: inout Fields) { warehouseID = fields.optionalID("warehouse_id") }
}

/// `GET /stock/list`
struct StockFilter: RequestBody {
  let skuID: Int64?
  let warehouseID: Int64?
  let belowSafety: Bool
  let listing: Listing

  init(from fields: inout Fields) {
    skuID = fields.optionalID("sku_id")
    warehouseID = fields.optionalID("warehouse_id")
    belowSafety = fields.flag("below_safety", default: false)
    listing = fields.listing(sorts: ["sku_id"])
  }
}

/// `GET /stock/move/list`
struct LedgerFilter: RequestBody {
  let skuID: Int64?
  let warehouseID: Int64?
  let referenceType: StockReferenceType?
  let number: String?
  let span: TimeSpan
  let position: LedgerPosition

  init(from fields: inout Fields) {
    skuID = fields.optionalID("sku_id")
    warehouseID = fields.optionalID("warehouse_id")
    referenceType = fields.optionalChoice("ref_type", StockReferenceType.self)
    number = fields.optionalCode("ref_no", 1...100)
    span = fields.timeSpan()
    position = fields.ledgerPosition()
  }
}

/// `GET /stock/lock/list`
struct LockFilter: RequestBody {
  let skuID: Int64?
  let warehouseID: Int64?
  let number: String?
  let status: LockStatus?
  let span: TimeSpan
  let listing: Listing

  init(from fields: inout Fields) {
    skuID = fields.optionalID("sku_id")
    warehouseID = fields.optionalID("warehouse_id")
    number = fields.optionalCode("ref_no", 1...100)
    status = fields.optionalChoice("status", LockStatus.self)
    span = fields.timeSpan()
    listing = fields.listing(sorts: ["-created_at"])
  }
}
