import ItemService
import ProductionDomain
import ProductionService
import StockDomain
import StockService

/// `POST /job/loss`: material was lost in the workshop, so that more of it is taken from the
/// warehouse than the order's bill asks for. Its cost goes to the order.
///
/// The loss's number is claimed among the goods that leave for production: `POST /stock/out` cannot
/// post another issue under it.
enum ReportLoss {
  static func run(_ call: Call, _ request: LossRequest) throws -> Recorded<PostedLoss> {
    try ReservedNumbers.refuse(request.number)
    let scope = try ProductionAPI.documentScope(of: request.productionID, for: call)
    return try call.once(
      "stock.out.production", request.number, scope: scope, contents: request.contents
    ) {
      return try post(call, request, at: call.documentDate(request.occurredAt))
    }
  }

  private static func post(
    _ call: Call, _ request: LossRequest, at date: Instant?
  ) throws -> PostedLoss {
    let order = try ProductionAPI.forUpdate(request.productionID, for: call)
    try order.requireReportable()
    guard order.materials.contains(where: { $0.skuID == request.skuID }) else {
      throw JobRefusal.notItsMaterial(request.skuID)
    }
    try ProductionAPI.noteLoss(
      request.quantity, of: request.skuID, for: order, on: call.database)
    let posting = try StockAPI.withdraw(
      [StockLine(skuID: request.skuID, quantity: request.quantity)],
      warehouse: order.warehouseID,
      facts: try ItemAPI.skus([request.skuID], on: call.database),
      for: call.stockDocument(
        .production, request.number, organisationID: order.organisationID,
        origin: StockOrigin(.production, order.number), occurredAt: date),
      on: call.database)
    let lost = SKUQuantity(skuID: request.skuID, quantity: request.quantity)
    let lossID = try ReportStore.insertLoss(
      request.number, of: lost,
      for: order, reason: request.reason, documentID: posting.documentID, occurredAt: date,
      by: call.caller.userID, on: call.database)
    call.showLevels(posting.balances)
    try call.publish(posting.events, from: "erp-job")
    return PostedLoss(
      lossID: lossID, number: request.number, lost: lost, reason: request.reason, order: order,
      moves: posting.moves.map(JobMove.init))
  }
}
