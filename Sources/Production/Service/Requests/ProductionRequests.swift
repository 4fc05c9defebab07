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

/// `POST /mo/release` and `GET /mo/bom`
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

/// What of one material comes back.
struct MaterialLine: RequestBody {
  let part: SKUQuantity

  init(from fields: inout Fields) {
    part = SKUQuantity(
      skuID: fields.id("sku_id"), quantity: fields.decimal("qty", .positive))
  }
}

/// `POST /mo/return-material`
struct ReturnMaterialRequest: RequestBody {
  let productionID: Int64
  let number: String
  let occurredAt: Instant?
  let parts: [SKUQuantity]

  init(from fields: inout Fields) {
    productionID = fields.id("mo_id")
    number = fields.code("return_no", 1...64)
    occurredAt = fields.occurredAt()
    parts = fields.list("lines", MaterialLine.self, RequestLimits.documentLines).map(\.part)
  }
}

extension ReturnMaterialRequest {
  /// The return's meaning as text.
  var contents: String {
    get throws(ProductionRefusal) {
      let goods = try ReturnedMaterials.summed(parts).map {
        DocumentContents.line(["\($0.skuID)", "\($0.quantity)"])
      }
      let date = occurredAt.map { [DocumentContents.line(["at", "\($0.microseconds)"])] } ?? []
      return DocumentContents.text(["mo.return", "\(productionID)"] + goods + date)
    }
  }
}

/// `POST /mo/cancel`
struct CancelProductionRequest: RequestBody {
  let productionID: Int64
  let reason: String
  let occurredAt: Instant?
  /// What comes back of the material; all that is out when absent.
  let returns: [SKUQuantity]?

  init(from fields: inout Fields) {
    productionID = fields.id("mo_id")
    reason = fields.text("reason", 1...200)
    occurredAt = fields.occurredAt()
    returns = fields.optionalList(
      "returns", MaterialLine.self, 0...RequestLimits.documentLines.upperBound
    )?.map(\.part)
  }
}

/// `GET /mo/list`
struct ProductionFilter: RequestBody {
  let skuID: Int64?
  let warehouseID: Int64?
  let status: ProductionStatus?
  let materialStatus: MaterialStatus?
  let span: TimeSpan
  let listing: Listing

  init(from fields: inout Fields) {
    skuID = fields.optionalID("sku_id")
    warehouseID = fields.optionalID("warehouse_id")
    status = fields.optionalChoice("status", ProductionStatus.self)
    materialStatus = fields.optionalChoice("material_status", MaterialStatus.self)
    span = fields.timeSpan()
    listing = fields.listing(sorts: ["-created_at", "planned_start"])
  }
}
