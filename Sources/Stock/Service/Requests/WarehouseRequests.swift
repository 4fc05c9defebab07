/// `POST /stock/warehouse/create`
struct CreateWarehouseRequest: RequestBody {
  let code: String
  let name: String
  let organisationID: Int64?

  init(from fields: inout Fields) {
    code = fields.code("code", 1...40, .code)
    name = fields.text("name", 1...200)
    organisationID = fields.optionalID("org_id")
  }
}

/// `POST /stock/warehouse/assign`
struct AssignWarehouseRequest: RequestBody {
  let organisationID: Int64
  let warehouseID: Int64
  let purpose: StockPurpose?

  init(from fields: inout Fields) {
    organisationID = fields.id("org_id")
    warehouseID = fields.id("warehouse_id")
    purpose = fields.choice("purpose", StockPurpose.self)
  }
}

/// `GET /stock/warehouse/list`
struct WarehouseFilter: RequestBody {
  let listing: Listing

  init(from fields: inout Fields) {
    listing = fields.listing(sorts: ["warehouse_id", "-created_at"])
  }
}

/// `GET /stock/warehouse/of`
struct AssignmentFilter: RequestBody {
  /// Nil: the caller's own.
  let organisationID: Int64?

  init(from fields: inout Fields) { organisationID = fields.optionalID("org_id") }
}
