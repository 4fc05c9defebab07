import EventCatalog
import Kernel
import ProductionDomain
import Transactions
import WebAPI

/// `POST /mo/cancel`: gives an order up of which nothing good was made. What was issued and not
/// returned comes back under the order's number with `-cancel`, or as much of it as the call says;
/// the rest is lost. The order's row decides between this and the stock consumer.
enum CancelProduction {
  static func run(_ call: Call, _ request: CancelProductionRequest) throws -> ProductionOrder {
    var order = try ProductionQueries.lock(request.productionID, for: call)
    guard order.status.canBeCancelled else { throw order.refusal }
    let work = try WorkStore.work(of: order.productionID, on: call.database)
    if work.contains(where: \.good.isPositive) { throw ProductionRefusal.hasReports }
    let returned = try ReturnedMaterials(request.returns, orAllOf: order.issuedMaterials)
    let wasStarted = order.status == .started
    order.status = .cancelled
    order.cancelledAt = order.readAt
    order.cancelReason = request.reason
    order.version.advance()
    let date =
      wasStarted || !returned.parts.isEmpty
      ? try call.documentDate(request.occurredAt) : nil
    if !returned.parts.isEmpty {
      let number = "\(order.productionNumber)-cancel"
      _ = try call.once("stock.in.return", number, contents: "mo.cancel\u{1E}\(order.productionID)")
      {
        try ReturnMaterial.takeBack(returned, of: &order, as: number, at: date, call)
        return EmptyAnswer()
      }
    }
    // Nothing is asked for any more; what did not come back stays issued.
    let isOut = order.materials.contains { $0.returned < $0.issued }
    order.materialStatus = isOut ? .issued : .none
    try ProductionStore.update(order, on: call.database)
    if wasStarted { try call.publish([cancellation(of: order, work, at: date)]) }
    return order
  }

  private static func cancellation(
    of order: ProductionOrder, _ work: [ReportedWork], at date: Instant?
  ) -> MoCancelled {
    let outcome = work.last ?? ReportedWork(opNo: 0, good: .zero, defect: .zero, scrap: .none)
    return MoCancelled(
      order.facts, defect: outcome.defect, scrap: outcome.scrap,
      materials: order.consumedMaterials(standard: [:]),
      operations: work.map { order.performed($0) }, cancelledAt: order.readAt,
      occurredAt: date)
  }
}

extension ProductionOrder {
  /// What an operation did, as events tell it.
  func performed(_ work: ReportedWork) -> PerformedOperation {
    let routing = operations.first { $0.opNo == work.opNo }
    return PerformedOperation(
      number: work.opNo, workCenter: routing?.workCenter, minutes: routing?.minutes ?? .zero,
      good: work.good, defect: work.defect, scrap: work.scrap)
  }

  /// What it took of its materials, as events tell it.
  /// - Parameter standard: by SKU, what what it made takes by the book; nothing where absent
  func consumedMaterials(standard: [Int64: Quantity]) -> [ConsumedMaterial] {
    materials.map { material in
      ConsumedMaterial(
        skuID: material.skuID, required: material.required, issued: material.issued,
        returned: material.returned, lost: material.lost,
        standard: standard[material.skuID] ?? .zero)
    }
  }
}
