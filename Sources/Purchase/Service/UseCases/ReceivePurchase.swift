import ItemService
import StockService

/// `POST /po/receive`: goods arrive. The receipt, the order's lines, the stock-in and the events
/// are one transaction.
///
/// The receipt's number is claimed among the purchases that come into stock: `POST /stock/in`
/// cannot post another purchase under it, so that a receipt is one stock-in for ever.
enum ReceivePurchase {
  /// The permission to take more than the order's tolerance allows.
  static let overReceipt = "po.over_receive"

  static func run(
    _ call: Call, _ request: ReceivePurchaseRequest
  ) throws -> Recorded<PostedPurchase> {
    let contents = try request.contents
    let scope = try PurchaseQueries.documentScope(of: request.orderID, for: call)
    return try call.once(
      "stock.in.purchase", request.number, scope: scope, contents: contents
    ) {
      try receive(call, request)
    }
  }

  private static func receive(
    _ call: Call, _ request: ReceivePurchaseRequest
  ) throws -> PostedPurchase {
    let date = try call.documentDate(request.occurredAt)
    var order = try PurchaseQueries.forUpdate(request.orderID, for: call).order
    let plan = try order.receiptPlan(request.lines)
    if !plan.excesses.isEmpty, !call.caller.permissions.contains(overReceipt) {
      throw PurchaseRefusal.overReceipt(plan.excesses)
    }
    let accepted = try plan.parts.filter { $0.accepted.isPositive }.map { part in
      StockLine(
        skuID: part.skuID, quantity: part.accepted, unitCost: try UnitCost(price: part.price))
    }
    order.receive(plan)
    try PurchaseStore.receive(plan, of: order, on: call.database)
    let posting = try stockIn(accepted, of: order, request.number, at: date, call)
    try DeliveryStore.insertReceipt(
      request.number, plan, of: order, documentID: posting?.documentID, occurredAt: date,
      by: call.caller.userID, on: call.database)
    let event = try order.received(
      plan, as: request.number, documentID: posting?.documentID, at: date)
    try call.publish([event] + (posting?.events ?? []), from: "erp-purchase")
    return PostedPurchase(order, posting?.moves ?? [])
  }

  /// Nil when everything was rejected. The order is named as the origin: what was ordered comes in,
  /// also goods that the house has given up since.
  private static func stockIn(
    _ lines: [StockLine], of order: PurchaseOrder, _ number: String, at date: Instant?,
    _ call: Call
  ) throws -> StockPosting? {
    if lines.isEmpty { return nil }
    let facts = try ItemAPI.skus(Set(lines.map(\.skuID)).sorted(), on: call.database)
    let posting = try StockAPI.receive(
      lines, warehouse: order.warehouseID, facts: facts,
      for: call.stockDocument(
        .purchase, number, organisationID: order.organisationID,
        origin: StockOrigin(.purchase, order.number), occurredAt: date),
      on: call.database)
    call.showLevels(posting.balances)
    return posting
  }
}
