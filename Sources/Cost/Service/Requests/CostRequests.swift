import CostDomain
import Kernel
import WebAPI

/// `GET /cost/list`
struct CostListQuery: RequestBody {
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

  init(from fields: inout Fields) {
    workCenter = fields.optionalText("work_center", 1...100)
    laborPerHour = fields.decimal("labor_per_hour", .notNegative)
    overheadPerHour = fields.decimal("overhead_per_hour", .notNegative)
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
  enum Arrival: String, CaseIterable, Sendable {
    case purchase
    case production
    case `return`
    case opening
    case manual
  }

  let number: String
  let skuID: Int64
  let arrival: Arrival
  let reference: String
  let unitCost: UnitCost
  let reason: String

  init(from fields: inout Fields) {
    number = fields.code("adjust_no", 1...64)
    skuID = fields.id("sku_id")
    arrival = fields.choice("ref_type", Arrival.self) ?? .purchase
    reference = fields.code("ref_no", 1...100)
    unitCost = fields.decimal("unit_cost", .notNegative)
    reason = fields.text("reason", 1...200)
  }

  var document: CostDocument { CostDocument(arrival.rawValue, reference) }
}
