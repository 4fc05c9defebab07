/// `GET /cost/list`
struct CostFilter: RequestBody {
  let method: CostMethod?
  let listing: Listing

  init(from fields: inout Fields) {
    method = fields.optionalChoice("method", CostMethod.self)
    listing = fields.listing(sorts: ["sku_id", "-value"])
  }
}

/// `GET /cost/{sku_id}/history`
struct HistoryQuery: RequestBody {
  let position: LedgerPosition

  init(from fields: inout Fields) { position = fields.ledgerPosition() }
}

/// `POST /cost/calculate`
struct CalculateRequest: RequestBody {
  let skuID: Int64?
  let orderID: Int64?

  init(from fields: inout Fields) {
    skuID = fields.optionalID("sku_id")
    orderID = fields.optionalID("mo_id")
    if skuID != nil, orderID != nil {
      fields.refuse(
        "mo_id", .other(english: "cannot stand beside sku_id", chinese: "不能与 sku_id 同时使用"))
    }
  }
}

/// `POST /cost/rate/set`
struct RateRequest: RequestBody {
  let workCenter: String?
  let laborPerHour: UnitPrice
  let overheadPerHour: UnitPrice
  /// From when on it holds; nil: from now on.
  let validFrom: Instant?

  init(from fields: inout Fields) {
    workCenter = fields.optionalText("work_center", 1...100)
    laborPerHour = fields.decimal("labor_per_hour", .notNegative)
    overheadPerHour = fields.decimal("overhead_per_hour", .notNegative)
    validFrom = fields.optionalInstant("valid_from")
    if laborPerHour > Self.maximum { fields.refuse("labor_per_hour", Self.tooMuch) }
    if overheadPerHour > Self.maximum { fields.refuse("overhead_per_hour", Self.tooMuch) }
  }

  /// Beyond it sheets could not hold what work costs.
  private static let maximum = (try? UnitPrice(whole: 100_000_000)) ?? .zero
  private static let tooMuch = FaultReason.outOfRange("≤ 100000000")
}

/// `POST /cost/adjust`
struct AdjustRequest: RequestBody {
  /// How the goods came.
  enum SaleArrival: String, CaseIterable, Sendable {
    case purchase
    case production
    case `return`
    case opening
    case manual
  }

  let number: String
  let skuID: Int64
  /// The goods document; else `arrival` and `reference` name it.
  let documentID: Int64?
  let arrival: SaleArrival?
  let reference: String?
  /// Where the document of that number brought the goods.
  let warehouseID: Int64?
  let unitCost: UnitCost
  let reason: String

  init(from fields: inout Fields) {
    number = fields.code("adjust_no", 1...64)
    skuID = fields.id("sku_id")
    documentID = fields.optionalID("document_id")
    arrival = fields.optionalChoice("ref_type", SaleArrival.self)
    reference = fields.optionalCode("ref_no", 1...100)
    warehouseID = fields.optionalID("warehouse_id")
    unitCost = fields.decimal("unit_cost", .notNegative)
    reason = fields.text("reason", 1...200)
    if documentID == nil {
      if arrival == nil { fields.refuse("ref_type", .required) }
      if reference == nil { fields.refuse("ref_no", .required) }
    } else if arrival != nil || reference != nil || warehouseID != nil {
      fields.refuse(
        "document_id",
        .other(
          english: "cannot stand beside ref_type, ref_no and warehouse_id",
          chinese: "不能与 ref_type、ref_no、warehouse_id 同时使用"))
    }
  }

  /// What makes two adjustments of one number the same.
  var contents: String {
    var parts = [
      "\(skuID)", arrival?.rawValue ?? "", reference ?? "", unitCost.description, reason,
    ]
    if let documentID { parts.append("document:\(documentID)") }
    if let warehouseID { parts.append("warehouse:\(warehouseID)") }
    return DocumentContents.line(parts)
  }
}

/// `POST /cost/period/close` and `POST /cost/period/reopen`
struct PeriodRequest: RequestBody {
  let period: AccountingPeriod?

  init(from fields: inout Fields) {
    let name = fields.text("period", 7...7, .month)
    period = AccountingPeriod(name)
    if period == nil, !name.isEmpty {
      fields.refuse(
        "period", .other(english: "is not a month such as 2026-11", chinese: "不是形如 2026-11 的月份"))
    }
  }
}
