import EventCatalog
import ItemService
import Kernel
import MariaDBClient
import PurchaseDomain
import StockService
import WebAPI

/// `POST /po/return`: goods that were received go back to the supplier, each to the receipt that
/// brought it. What is sold or locked cannot go. As much may come in their place; the order's
/// status stays what it is.
enum ReturnPurchase {
  static func run(
    _ call: Call, _ request: ReturnPurchaseRequest
  ) throws -> Recorded<PostedPurchase> {
    let contents = try DeliveryContents.text(
      "po.return", request.orderID, returned: request.lines)
    try PurchaseQueries.requireVisible(request.orderID, for: call)
    return try call.once("stock.out.return", request.number, contents: contents) {
      try giveBack(call, request)
    }
  }

  private static func giveBack(
    _ call: Call, _ request: ReturnPurchaseRequest
  ) throws -> PostedPurchase {
    try call.requireOpenPeriod()
    var order = try PurchaseQueries.lock(request.orderID, for: call).order
    let plan = try ReturnPlan(
      order.lines, status: order.status, returned: request.lines,
      receipts: try DeliveryStore.returnable(order.orderID, on: call.database))
    try PurchaseStore.giveBack(plan, of: order, on: call.database)
    try DeliveryStore.insertReturn(
      request.number, plan, of: order, by: call.caller.userID, on: call.database)
    order.lines = plan.lines
    order.version += 1
    let facts = try ItemAPI.skus(Set(plan.parts.map(\.skuID)).sorted(), on: call.database)
    let postings = try StockAPI.withdraw(
      try withdrawals(plan, request.number, order, call), warehouse: order.warehouseID,
      facts: facts,
      on: call.database)
    call.showLevels(postings.flatMap(\.balances))
    let lines = plan.parts.map { part in
      PoReturned.Line(
        lineNumber: part.lineNumber, skuID: part.skuID, quantity: part.quantity,
        receiptNumber: part.receiptNumber)
    }
    let event = PoReturned(order.facts, returnNumber: request.number, lines: lines)
    try call.publish(postings.flatMap(\.events) + [event])
    return PostedPurchase(
      order: order, moves: postings.flatMap(\.moves).map(PurchaseMove.init))
  }

  /// One document for each receipt, which is its origin.
  private static func withdrawals(
    _ plan: ReturnPlan, _ number: String, _ order: PurchaseOrder, _ call: Call
  ) throws -> [StockWithdrawal] {
    var withdrawals: [Int64: StockWithdrawal] = [:]
    for part in plan.parts {
      let line = StockLine(
        skuID: part.skuID, quantity: part.quantity, unitCost: try UnitCost(price: part.price))
      let document = call.stockDocument(
        .return, number, organisation: order.organisationID,
        origin: StockOrigin(.purchase, part.receiptNumber))
      withdrawals[part.receiptID, default: StockWithdrawal(document, [])].lines.append(line)
    }
    return withdrawals.sorted { $0.key < $1.key }.map(\.value)
  }
}
