/// `POST /cost/adjust`: goods that came earlier turn out to have another price. Nothing that was
/// booked since is looked at again: what the average still holds of the receipt takes its part of
/// the difference, the rest is a variance (contract 2, section A, "late price").
enum AdjustCost {
  private static let source = "erp-cost"

  static func run(_ call: Call, _ request: AdjustRequest) throws -> Recorded<AdjustmentAnswer> {
    call.object = "sku:\(request.skuID)"
    return try call.once("cost.adjust", request.number, contents: request.contents) {
      try call.requireOpenPeriod()
      do {
        return try adjust(call, request)
      } catch is DecimalFault {
        throw CostRefusal.outOfRange
      }
    }
  }

  private static func adjust(_ call: Call, _ request: AdjustRequest) throws -> AdjustmentAnswer {
    var book = CostBook(call.database)
    guard try AccountStore.forUpdate([request.skuID], on: call.database)[request.skuID] != nil
    else {
      throw CostRefusal.receiptNotFound
    }
    try book.open([request.skuID])
    let document = try document(request, call)
    guard let receipt = try book.receipt(document, of: request.skuID) else {
      throw CostRefusal.receiptNotFound
    }
    guard receipt.cost.sentBack < receipt.cost.quantity else {
      throw CostRefusal.receiptReturned
    }
    let entry = try book.bookLatePrice(
      receipt,
      newTotal: try ReceiptCost.total(of: receipt.cost.quantity, at: request.unitCost),
      unitCost: request.unitCost, document: CostDocument("adjust", request.number),
      reason: request.reason)
    try book.flush()
    try CostEvents.publish(book, source: source, requestID: call.requestID)
    let state = book.accounts[request.skuID]?.state
    return AdjustmentAnswer(
      number: request.number, skuID: request.skuID, documentID: receipt.document.id,
      total: try entry.amount + entry.variance, amount: entry.amount,
      variance: entry.variance, unitCost: state?.unitCost ?? .zero, value: state?.value ?? .zero)
  }

  /// The document that the call names; several of one number: `document.ambiguous`.
  private static func document(
    _ request: AdjustRequest, _ call: Call
  ) throws -> CostDocument {
    let database = call.database
    if let id = request.documentID {
      guard let document = try ReceiptStore.document(id, of: request.skuID, on: database) else {
        throw CostRefusal.receiptNotFound
      }
      return document
    }
    var named = CostDocument((request.arrival ?? .purchase).rawValue, request.reference ?? "")
    let found = try call.named(named.number) {
      named = CostDocument(named.type, $0)
      return try ReceiptStore.named(
        named, of: request.skuID, warehouseID: request.warehouseID, on: database)
    }
    guard let first = found.first else { throw CostRefusal.receiptNotFound }
    if found.count > 1 {
      throw CostRefusal.documentAmbiguous(
        found.map {
          CostRefusal.Receipt(documentID: $0.documentID, warehouseID: $0.warehouseID)
        })
    }
    return CostDocument(named.type, named.number, id: first.documentID)
  }
}
