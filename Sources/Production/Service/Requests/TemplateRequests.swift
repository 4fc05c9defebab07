/// `POST /mo/bom/template/create`
struct CreateTemplateRequest: RequestBody {
  struct Component: RequestBody {
    let component: BOMComponent

    init(from fields: inout Fields) {
      component = BOMComponent(
        skuID: fields.id("sku_id"), quantity: fields.decimal("qty", .positive),
        scrapRate: fields.optionalDecimal("scrap_rate", .notNegative) ?? .zero)
    }
  }

  struct Operation: RequestBody {
    let operation: ProductionOperation

    init(from fields: inout Fields) {
      operation = ProductionOperation(
        opNo: fields.count("op_no", 1...1_000_000), name: fields.text("name", 1...200),
        workCenter: fields.optionalText("work_center", 1...64),
        minutes: fields.optionalDecimal("minutes", .notNegative) ?? .zero)
      if operation.minutes > Self.minutesMax {
        fields.refuse("minutes", .outOfRange("≤ 1000000"))
      }
    }

    /// For one piece: close to two years.
    private static let minutesMax = (try? Rate(whole: 1_000_000)) ?? .zero
  }

  /// Steps of one routing.
  private static let operationsMax = 200

  let skuID: Int64
  let label: String
  let baseQuantity: Quantity
  let isActive: Bool
  let window: TemplateWindow
  let components: [BOMComponent]
  /// In ascending order of number.
  let operations: [ProductionOperation]

  init(from fields: inout Fields) {
    skuID = fields.id("sku_id")
    label = fields.label("version", 1...32)
    baseQuantity = fields.optionalDecimal("base_qty", .positive) ?? Self.one
    isActive = fields.flag("active", default: true)
    window = TemplateWindow(
      from: fields.optionalInstant("valid_from"), to: fields.optionalInstant("valid_to"))
    components = fields.list("components", Component.self, RequestLimits.documentLines)
      .map(\.component)
    let routing = fields.optionalList(
      "routing", Operation.self, 0...Self.operationsMax)
    operations = (routing ?? []).map(\.operation).sorted { $0.opNo < $1.opNo }
    if let from = window.from, let to = window.to, from >= to {
      fields.refuse(
        "valid_to", .other(english: "is not after valid_from", chinese: "必须晚于 valid_from"))
    }
    if Set(operations.map(\.opNo)).count < operations.count {
      fields.refuse(
        "routing", .other(english: "names an op_no twice", chinese: "工序号重复"))
    }
  }

  private static let one = (try? Quantity(whole: 1)) ?? .zero
}

extension CreateTemplateRequest {
  /// The template's meaning as text.
  /// - Parameter components: those of the request, summed
  func contents(_ components: [BOMComponent]) -> String {
    let header = [
      "\(baseQuantity)", "\(isActive)", window.from.map { "\($0.microseconds)" } ?? "",
      window.to.map { "\($0.microseconds)" } ?? "",
    ]
    let goods = components.map {
      DocumentContents.line(["\($0.skuID)", "\($0.quantity)", "\($0.scrapRate)"])
    }
    let steps = operations.map {
      DocumentContents.line(["\($0.opNo)", $0.name, $0.workCenter ?? "", "\($0.minutes)"])
    }
    return [header, goods, steps].map { DocumentContents.text($0) }.joined(separator: "\u{1D}")
  }
}

/// `GET /mo/bom/template/list`
struct TemplateFilter: RequestBody {
  let skuID: Int64?
  let isActive: Bool?
  let listing: Listing

  init(from fields: inout Fields) {
    skuID = fields.optionalID("sku_id")
    isActive = fields.optionalFlag("active")
    listing = fields.listing(sorts: ["-created_at", "sku_id"])
  }
}

/// `GET /mo/bom/explode`
struct ExplodeQuery: RequestBody {
  let skuID: Int64
  let quantity: Quantity
  /// Now when absent.
  let at: Instant?

  init(from fields: inout Fields) {
    skuID = fields.id("sku_id")
    quantity = fields.decimal("qty", .positive)
    at = fields.optionalInstant("at")
  }
}
