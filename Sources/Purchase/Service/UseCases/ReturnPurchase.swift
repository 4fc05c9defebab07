import ItemService
import Kernel
import MariaDBClient
import PurchaseDomain
import StockService
import WebAPI

/// `POST /po/return`: goods that were received go back to the supplier, at what they cost then.
/// What is sold or locked cannot go. The order waits for nothing in their place.
enum ReturnPurchase {
  static func run(
    _ call: Call, _ request: ReturnPurchaseRequest
  ) throws -> Recorded<PostedPurchase> {
    let contents = try DeliveryContents.text("po.return", request.orderID, request.lines)
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
    let plan = try ReturnPlan(order.lines, status: order.status, returned: request.lines)
    let goods = try plan.parts.map { part in
      StockLine(
        skuID: part.skuID, quantity: part.quantity, unitCost: try UnitCost(price: part.price))
    }
    try PurchaseStore.giveBack(plan, of: order, on: call.database)
    try DeliveryStore.insertReturn(
      request.number, plan, of: order, by: call.caller.userID, on: call.database)
    order.lines = plan.lines
    order.version += 1
    let facts = try ItemAPI.skus(Set(goods.map(\.skuID)).sorted(), on: call.database)
    let posting = try StockAPI.withdraw(
      goods, warehouse: order.warehouseID, facts: facts,
      for: call.stockDocument(.return, request.number, organisation: order.organisationID),
      on: call.database)
    call.showLevels(posting.balances)
    try call.publish(posting.events)
    return PostedPurchase(order: order, moves: posting.moves.map(PurchaseMove.init))
  }
}
