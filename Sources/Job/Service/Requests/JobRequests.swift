/// `POST /job/report`
///
/// Quantities below zero are read: they are a refusal of the centre, which the audit log keeps.
struct ReportJobRequest: RequestBody {
  struct Scrap: RequestBody {
    let labor: Quantity
    let material: Quantity
    let other: Quantity

    init(from fields: inout Fields) {
      labor = fields.optionalDecimal("labor", .any) ?? .zero
      material = fields.optionalDecimal("material", .any) ?? .zero
      other = fields.optionalDecimal("other", .any) ?? .zero
    }
  }

  let number: String
  let productionID: Int64
  let opNo: Int?
  let workerID: Int64?
  let output: WorkOutput
  let occurredAt: Instant?

  init(from fields: inout Fields) {
    number = fields.code("report_no", 1...64)
    productionID = fields.id("mo_id")
    occurredAt = fields.occurredAt()
    opNo = fields.optionalCount("op_no", 0...1_000_000)
    workerID = fields.optionalID("worker_id")
    let good: Quantity = fields.decimal("good_qty", .any)
    let defect: Quantity = fields.optionalDecimal("defect_qty", .any) ?? .zero
    let scrap = fields.optionalObject("scrap", Scrap.self)
    output = WorkOutput(
      good: good, defect: defect, laborScrap: scrap?.labor ?? .zero,
      materialScrap: scrap?.material ?? .zero, otherScrap: scrap?.other ?? .zero)
  }

  /// The report's meaning as text, the same for the same meaning. Texts of requests hold no
  /// control characters, so that they can part the fields.
  var contents: String {
    let operation = opNo.map(String.init) ?? ""
    let worker = workerID.map(String.init) ?? ""
    let date = occurredAt.map { ["at \($0.microseconds)"] } ?? []
    let header = ["job.report", "\(productionID)", operation, worker]
    return DocumentContents.line(header + output.parts.map(\.description) + date)
  }
}

/// `POST /job/reverse`
struct ReverseReportRequest: RequestBody {
  let number: String
  /// The report's id, where several that the caller sees have the number.
  let documentID: Int64?
  let occurredAt: Instant?

  init(from fields: inout Fields) {
    number = fields.code("report_no", 1...64)
    documentID = fields.optionalID("document_id")
    occurredAt = fields.occurredAt()
  }
}

/// `POST /job/finish`
struct FinishJobRequest: RequestBody {
  let productionID: Int64
  let occurredAt: Instant?

  init(from fields: inout Fields) {
    productionID = fields.id("mo_id")
    occurredAt = fields.occurredAt()
  }
}

/// `POST /job/loss`
struct LossRequest: RequestBody {
  let number: String
  let productionID: Int64
  let skuID: Int64
  let quantity: Quantity
  let reason: String
  let occurredAt: Instant?

  init(from fields: inout Fields) {
    number = fields.code("loss_no", 1...64)
    occurredAt = fields.occurredAt()
    productionID = fields.id("mo_id")
    skuID = fields.id("sku_id")
    quantity = fields.decimal("qty", .positive)
    reason = fields.text("reason", 1...200)
  }

  /// The loss's meaning as text, the same for the same meaning.
  var contents: String {
    let date = occurredAt.map { ["at \($0.microseconds)"] } ?? []
    return DocumentContents.line(
      ["job.loss", "\(productionID)", "\(skuID)", "\(quantity)", reason] + date)
  }
}

/// `GET /job/report/list`
struct ReportFilter: RequestBody {
  let productionID: Int64?
  let workerID: Int64?
  let span: TimeSpan
  let listing: Listing

  init(from fields: inout Fields) {
    productionID = fields.optionalID("mo_id")
    workerID = fields.optionalID("worker_id")
    span = fields.timeSpan()
    listing = fields.listing(sorts: ["-created_at"])
  }
}
