import Kernel
import ProductionDomain
import Transactions
import WebAPI

/// `POST /mo/create`
struct CreateProductionRequest: RequestBody {
  let skuID: Int64
  let quantity: Quantity
  /// The version in force when absent.
  let templateID: Int64?
  /// Nil: the one of the caller's organisation.
  let warehouseID: Int64?
  let plannedStart: Instant?

  init(from fields: inout Fields) {
    skuID = fields.id("sku_id")
    quantity = fields.decimal("qty", .positive)
    templateID = fields.optionalID("bom_template_id")
    warehouseID = fields.optionalID("warehouse_id")
    plannedStart = fields.optionalInstant("planned_start")
  }
}

/// `POST /mo/release`
struct ProductionOrderRequest: RequestBody {
  let productionID: Int64

  init(from fields: inout Fields) { productionID = fields.id("mo_id") }
}

/// `POST /mo/start` and `/mo/issue`: material leaves.
struct MaterialIssueRequest: RequestBody {
  let productionID: Int64
  let occurredAt: Instant?

  init(from fields: inout Fields) {
    productionID = fields.id("mo_id")
    occurredAt = fields.occurredAt()
  }
}

/// `POST /mo/return-material`
struct ReturnMaterialRequest: RequestBody {
  struct Line: RequestBody {
    let part: ReturnedMaterials.Part

    init(from fields: inout Fields) {
      part = ReturnedMaterials.Part(
        skuID: fields.id("sku_id"), quantity: fields.decimal("qty", .positive))
    }
  }

  let productionID: Int64
  let number: String
  let occurredAt: Instant?
  let parts: [ReturnedMaterials.Part]

  init(from fields: inout Fields) {
    productionID = fields.id("mo_id")
    number = fields.code("return_no", 1...64)
    occurredAt = fields.occurredAt()
    parts = fields.list("lines", Line.self, RequestLimits.documentLines).map(\.part)
  }
}

/// `POST /mo/cancel`
struct CancelProductionRequest: RequestBody {
  let productionID: Int64
  let reason: String
  let occurredAt: Instant?
  /// What comes back of the material; all that is out when absent.
  let returns: [ReturnedMaterials.Part]?

  init(from fields: inout Fields) {
    productionID = fields.id("mo_id")
    reason = fields.text("reason", 1...200)
    occurredAt = fields.occurredAt()
    returns = fields.optionalList(
      "returns", ReturnMaterialRequest.Line.self, 0...RequestLimits.documentLines.upperBound
    )?.map(\.part)
  }
}

/// `GET /mo/bom`
struct FrozenBillQuery: RequestBody {
  let productionID: Int64

  init(from fields: inout Fields) { productionID = fields.id("mo_id") }
}

/// `GET /mo/list`
struct ProductionFilter: RequestBody {
  let skuID: Int64?
  let warehouseID: Int64?
  let status: ProductionStatus?
  let materialStatus: MaterialStatus?
  let from: Instant?
  let to: Instant?
  let listing: Listing

  init(from fields: inout Fields) {
    skuID = fields.optionalID("sku_id")
    warehouseID = fields.optionalID("warehouse_id")
    status = fields.optionalChoice("status", ProductionStatus.self)
    materialStatus = fields.optionalChoice("material_status", MaterialStatus.self)
    from = fields.optionalInstant("from")
    to = fields.optionalInstant("to")
    listing = fields.listing(sorts: ["-created_at", "planned_start"])
  }
}
