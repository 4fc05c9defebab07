import ProductionDomain
import WebAPI

/// `POST /mo/cancel`: gives an order up. What was issued and not returned comes back under the
/// order's number with `-cancel`. The order's row decides between this and the stock consumer.
enum CancelProduction {
  static func run(_ call: Call, _ request: CancelProductionRequest) throws -> ProductionOrder {
    var order = try ProductionQueries.lock(request.moID, for: call)
    guard order.status.canBeCancelled else { throw order.refusal }
    if order.reported > 0 { throw ProductionRefusal.hasReports }
    order.status = .cancelled
    order.materialStatus = .none
    order.cancelledAt = order.readAt
    order.cancelReason = request.reason
    order.version += 1
    try ProductionStore.update(order, on: call.database)
    let returned = ReturnedMaterials(allOf: order.issuedMaterials)
    if !returned.parts.isEmpty {
      try call.requireOpenPeriod()
      let number = "\(order.moNo)-cancel"
      _ = try call.once("stock.in.return", number, contents: "mo.cancel\u{1E}\(order.moID)") {
        try ReturnMaterial.takeBack(returned, of: &order, as: number, call)
        return Nothing()
      }
    }
    return order
  }
}
