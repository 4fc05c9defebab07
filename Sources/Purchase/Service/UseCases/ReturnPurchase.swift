import ItemService
import StockDomain
import StockService

/// `POST /po/return`: goods that were received go back to the supplier, each to the receipt that
/// brought it. What is sold or locked cannot go. As much may come in their place; the order's
/// status stays what it is.
enum ReturnPurchase {
  static func run(
    _ call: Call, _ request: ReturnPurchaseRequest
  ) throws -> Recorded<PostedPurchase> {
    let contents = try request.contents
    let scope = try PurchaseQueries.documentScope(of: request.orderID, for: call)
    return try call.once(
      "stock.out.return", request.number, scope: scope, contents: contents
    ) {
      try giveBack(call, request)
    }
  }

  /// A receipt of before may bear its number as it was sent then.
  private static func named(
    _ demands: [ReturnDemand], _ receipts: [ReturnableReceipt], _ call: Call
  ) -> [ReturnDemand] {
    demands.map { demand in
      guard let number = demand.receiptNumber else { return demand }
      let kept = call.named(number) { spelling in
        receipts.filter { $0.number.utf8.elementsEqual(spelling.utf8) }
      }
      return ReturnDemand(
        lineNumber: demand.lineNumber, quantity: demand.quantity,
        receiptNumber: kept.first?.number ?? number)
    }
  }

  private static func giveBack(
    _ call: Call, _ request: ReturnPurchaseRequest
  ) throws -> PostedPurchase {
    let date = try call.documentDate(request.occurredAt)
    var order = try PurchaseQueries.forUpdate(request.orderID, for: call).order
    let receipts = try DeliveryStore.returnable(order.id, on: call.database)
    let plan = try order.returnPlan(named(request.lines, receipts, call), receipts: receipts)
    order.giveBack(plan)
    try PurchaseStore.giveBack(plan, of: order, on: call.database)
    let facts = try ItemAPI.skus(Set(plan.parts.map(\.skuID)).sorted(), on: call.database)
    let sent = withdrawals(plan, of: order, request.number, at: date, call)
    let postings: [StockPosting]
    do {
      postings = try StockAPI.withdraw(
        sent.map(\.withdrawal), warehouse: order.warehouseID, facts: facts, on: call.database)
    } catch let refusal as StockRefusal {
      throw refusal.told(ofLines: order.lines.map(\.skuID))
    }
    let documents = Dictionary(
      zip(sent, postings).compactMap { sent, posting in
        posting.documentID.map { (sent.receiptID, $0) }
      }, uniquingKeysWith: { first, _ in first })
    try DeliveryStore.insertReturn(
      request.number, plan, of: order, documents: documents, occurredAt: date,
      by: call.caller.userID, on: call.database)
    call.showLevels(postings.flatMap(\.balances))
    let event = order.returned(plan, as: request.number, documents: documents, at: date)
    try call.publish(postings.flatMap(\.events) + [event], from: "erp-purchase")
    return PostedPurchase(order, postings.flatMap(\.moves))
  }

  /// One document for each receipt, which is its origin.
  private static func withdrawals(
    _ plan: ReturnPlan, of order: PurchaseOrder, _ number: String, at date: Instant?,
    _ call: Call
  ) -> [(receiptID: Int64, withdrawal: StockWithdrawal)] {
    var withdrawals: [Int64: StockWithdrawal] = [:]
    for part in plan.parts {
      let line = StockLine(skuID: part.skuID, quantity: part.quantity)
      let document = call.stockDocument(
        .return, number, organisationID: order.organisationID,
        origin: StockOrigin(
          .purchase, part.receiptNumber, documentID: part.receiptDocumentID),
        occurredAt: date)
      withdrawals[part.receiptID, default: StockWithdrawal(document, [])].lines.append(line)
    }
    return withdrawals.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
