import EventCatalog
import MariaDBClient
import ProductionDomain
import StockService
import Transactions
import WebAPI

/// What happens to an order on its way into the workshop.
enum ProductionSteps {
  /// `POST /mo/release`
  static func release(_ call: Call, _ request: ProductionOrderRequest) throws -> ProductionOrder {
    var order = try ProductionQueries.lock(request.productionID, for: call)
    guard order.status == .created else { throw order.refusal }
    order.status = .released
    order.releasedAt = order.readAt
    order.version.advance()
    try ProductionStore.update(order, on: call.database)
    return order
  }

  /// `POST /mo/start`: from now on the stock consumer may issue the material at any moment.
  static func start(_ call: Call, _ request: MaterialIssueRequest) throws -> ProductionOrder {
    var order = try ProductionQueries.lock(request.productionID, for: call)
    guard order.status == .released else { throw order.refusal }
    let date = try call.documentDate(request.occurredAt)
    try claimNumber(of: order, call)
    order.status = .started
    order.materialStatus = .pending
    order.startedAt = order.readAt
    order.version.advance()
    try ProductionStore.update(order, on: call.database)
    let materials = order.materials.map {
      MoStarted.Material(skuID: $0.skuID, quantity: $0.required)
    }
    try call.publish([MoStarted(order.facts, materials: materials, occurredAt: date)])
    return order
  }

  /// `POST /mo/issue`: issues the material here and now, after it was short.
  static func issue(_ call: Call, _ request: MaterialIssueRequest) throws -> ProductionOrder {
    var order = try ProductionQueries.lock(request.productionID, for: call)
    guard order.status == .started, order.materialStatus.isAwaited else { throw order.refusal }
    let date = try call.documentDate(request.occurredAt)
    let document = call.stockDocument(
      .production, order.productionNumber, organisationID: order.organisation, occurredAt: date)
    switch try IssueMaterial.run(&order, for: document, on: call.database) {
    case .short(let shortages): throw ProductionRefusal.materialShort(shortages)
    case .issued(let posting):
      order.version.advance()
      try ProductionStore.update(order, on: call.database)
      call.showLevels(posting.balances)
      try call.publish(posting.events)
    }
    return order
  }

  /// Nobody else moves goods under the order's number: not by hand, and not by `/stock`.
  private static func claimNumber(of order: ProductionOrder, _ call: Call) throws {
    for kind in ["stock.out.production", "stock.in.production"] {
      _ = try call.once(
        kind, order.productionNumber, contents: "mo.start\u{1E}\(order.productionID)"
      ) { EmptyAnswer() }
    }
  }
}

extension ProductionOrder {
  /// That its status does not allow this.
  var refusal: ProductionRefusal { .wrongStatus(status, materialStatus) }
}
