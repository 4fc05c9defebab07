import CostDomain
import Kernel
import MariaDBClient
import WebAPI

/// `POST /cost/adjust`: goods that came earlier turn out to have another price. Nothing that was
/// booked since is looked at again: what is still on hand takes its part of the difference, the
/// rest is a variance.
enum AdjustCost {
  private static let source = "erp-cost"
  /// What came by a document, for how much, and what was corrected since.
  private static let arrivedSQL = SQL(
    "cost_ledger.arrived",
    """
    SELECT SUM(quantity), SUM(COALESCE(given, amount)), COALESCE((SELECT SUM(given) \
    FROM cost_ledger WHERE origin_no = ? AND sku_id = ? AND origin_type = ? \
    AND kind = 'correction'), 0) FROM cost_ledger \
    WHERE ref_no = ? AND sku_id = ? AND ref_type = ? AND kind = 'move' AND quantity > 0 \
    HAVING SUM(quantity) > 0
    """)

  static func run(_ call: Call, _ request: AdjustRequest) throws -> Recorded<AdjustmentAnswer> {
    let contents = [
      "\(request.skuID)", request.arrival.rawValue, request.reference,
      request.unitCost.description, request.reason,
    ].joined(separator: "\u{1F}")
    return try call.once("cost.adjust", request.number, contents: contents) {
      try call.requireOpenPeriod()
      do {
        return try adjust(call, request)
      } catch is DecimalFault {
        throw CostRefusal.outOfRange
      }
    }
  }

  private static func adjust(_ call: Call, _ request: AdjustRequest) throws -> AdjustmentAnswer {
    guard try AccountStore.lock([request.skuID], on: call.database)[request.skuID] != nil else {
      throw CostRefusal.receiptNotFound
    }
    let key: [SQLValue] = [
      .text(request.reference), .int(request.skuID), .text(request.arrival.rawValue),
    ]
    let arrived = try call.database.first(arrivedSQL, key + key) { (row) throws(DatabaseError) in
      (
        quantity: try row.wide(0, as: TotalQuantity.self),
        value: try row.wide(1, as: CostValue.self),
        corrected: try row.wide(2, as: CostValue.self)
      )
    }
    guard let arrived else { throw CostRefusal.receiptNotFound }
    let total =
      try CostValue(request.unitCost).multiplied(by: arrived.quantity)
      - (try arrived.value + arrived.corrected)
    var book = CostBook(call.database)
    try book.open([request.skuID])
    let posting = try book.book(
      .correction(total: total, covering: arrived.quantity), skuID: request.skuID,
      kind: .correction, unitCost: request.unitCost,
      document: CostDocument("adjust", request.number), origin: request.document,
      reason: request.reason)
    try book.flush()
    try CostEvents.publish(book, source: source, requestID: call.requestID)
    let state = book.accounts[request.skuID]?.state
    return AdjustmentAnswer(
      number: request.number, skuID: request.skuID, total: total, amount: posting.amount,
      variance: posting.variance, unitCost: state?.unitCost ?? .zero, value: state?.value ?? .zero)
  }
}
