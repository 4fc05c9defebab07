/// `POST /po/create`
struct CreatePurchaseRequest: RequestBody {
  let supplierID: Int64
  /// Nil: the one of the caller's organisation.
  let warehouseID: Int64?
  let expectedAt: Instant?
  let remark: String?
  let lines: [PurchaseDemand]

  init(from fields: inout Fields) {
    supplierID = fields.id("supplier_id")
    warehouseID = fields.optionalID("warehouse_id")
    expectedAt = fields.optionalInstant("expected_at")
    remark = fields.optionalText("remark", 0...200)
    lines = fields.list("lines", PurchaseDemand.self, RequestLimits.documentLines)
  }
}

/// `GET /po/list`
struct PurchaseFilter: RequestBody {
  let supplierID: Int64?
  let warehouseID: Int64?
  let status: PurchaseStatus?
  let span: TimeSpan
  let listing: Listing

  init(from fields: inout Fields) {
    supplierID = fields.optionalID("supplier_id")
    warehouseID = fields.optionalID("warehouse_id")
    status = fields.optionalChoice("status", PurchaseStatus.self)
    span = fields.timeSpan()
    listing = fields.listing(sorts: ["-created_at", "total"])
  }
}

/// `POST /po/approve`
struct ApprovePurchaseRequest: RequestBody {
  let orderID: Int64
  let isApproved: Bool
  let remark: String?

  init(from fields: inout Fields) {
    orderID = fields.id("po_id")
    isApproved = fields.flag("approved")
    remark = fields.optionalText("remark", 0...200)
  }
}

/// `POST /po/unapprove` and `POST /po/close`
struct PurchaseReasonRequest: RequestBody {
  let orderID: Int64
  let reason: String

  init(from fields: inout Fields) {
    orderID = fields.id("po_id")
    reason = fields.text("reason", 1...200)
  }
}

/// `POST /po/receive`
struct ReceivePurchaseRequest: RequestBody {
  let orderID: Int64
  let number: String
  let occurredAt: Instant?
  let lines: [LineQuantity]

  init(from fields: inout Fields) {
    orderID = fields.id("po_id")
    number = fields.code("receipt_no", 1...64)
    occurredAt = fields.occurredAt()
    lines = fields.list("lines", LineQuantity.self, RequestLimits.documentLines)
  }

  /// The delivery's meaning as text.
  var contents: String {
    get throws(PurchaseRefusal) {
      let goods = try LineQuantity.summed(lines).map {
        DocumentContents.line(["\($0.lineNumber)", "\($0.quantity)", "\($0.rejected)"])
      }
      return DocumentContents.of("po.receive", orderID, goods, at: occurredAt)
    }
  }
}

/// `POST /po/return`
struct ReturnPurchaseRequest: RequestBody {
  let orderID: Int64
  let number: String
  let occurredAt: Instant?
  let lines: [ReturnDemand]

  init(from fields: inout Fields) {
    orderID = fields.id("po_id")
    number = fields.code("return_no", 1...64)
    occurredAt = fields.occurredAt()
    lines = fields.list("lines", ReturnDemand.self, RequestLimits.documentLines)
  }

  /// The return's meaning as text. Without receipts it is the text that it was before there were
  /// any, so that a return of then is known again.
  var contents: String {
    get throws(PurchaseRefusal) {
      let goods = try ReturnDemand.summed(lines).map { line in
        let fields = ["\(line.lineNumber)", "\(line.quantity)", "\(Quantity.zero)"]
        return DocumentContents.line(fields + (line.receiptNumber.map { [$0] } ?? []))
      }
      return DocumentContents.of("po.return", orderID, goods, at: occurredAt)
    }
  }
}

extension DocumentContents {
  /// A document of an order, and its date where it has one.
  fileprivate static func of(
    _ kind: String, _ orderID: Int64, _ goods: [String], at date: Instant?
  ) -> String {
    text(
      [kind, "\(orderID)"] + goods + (date.map { [line(["at", "\($0.microseconds)"])] } ?? []))
  }
}

extension PurchaseDemand: RequestBody {
  package init(from fields: inout Fields) {
    self.init(
      skuID: fields.id("sku_id"), quantity: fields.decimal("qty", .positive),
      price: fields.decimal("price", .notNegative))
  }
}

extension LineQuantity: RequestBody {
  package init(from fields: inout Fields) {
    let number = fields.count("line_no", 1...1_000_000)
    let quantity: Quantity = fields.decimal("qty", .positive)
    let rejected: Quantity = fields.optionalDecimal("rejected_qty", .notNegative) ?? .zero
    if rejected > quantity {
      fields.refuse("rejected_qty", .other(english: "is more than qty", chinese: "不能大于 qty"))
    }
    self.init(lineNumber: number, quantity: quantity, rejected: rejected)
  }
}

extension ReturnDemand: RequestBody {
  package init(from fields: inout Fields) {
    self.init(
      lineNumber: fields.count("line_no", 1...1_000_000),
      quantity: fields.decimal("qty", .positive),
      receiptNumber: fields.optionalCode("receipt_no", 1...64))
  }
}
