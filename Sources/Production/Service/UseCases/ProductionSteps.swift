import StockService

/// What happens to an order on its way into the workshop.
enum ProductionSteps {
  /// `POST /mo/release`
  static func release(_ call: Call, _ request: ProductionOrderRequest) throws -> ProductionOrder {
    var order = try ProductionQueries.forUpdate(request.productionID, for: call)
    try order.release()
    try ProductionStore.update(order, on: call.database)
    return order
  }

  /// `POST /mo/start`: from now on the stock consumer may issue the material at any moment.
  static func start(_ call: Call, _ request: MaterialIssueRequest) throws -> ProductionOrder {
    var order = try ProductionQueries.forUpdate(request.productionID, for: call)
    try order.start()
    let date = try call.documentDate(request.occurredAt)
    try claimNumber(of: order, call)
    try ProductionStore.update(order, on: call.database)
    try call.publish([order.started(at: date)])
    return order
  }

  /// `POST /mo/issue`: issues the material here and now, after it was short.
  static func issue(_ call: Call, _ request: MaterialIssueRequest) throws -> ProductionOrder {
    var order = try ProductionQueries.forUpdate(request.productionID, for: call)
    try order.requireAwaited()
    let date = try call.documentDate(request.occurredAt)
    let document = call.stockDocument(
      .production, order.number, organisationID: order.organisationID, occurredAt: date)
    switch try IssueMaterial.run(&order, for: document, on: call.database) {
    case .short(let shortages): throw ProductionRefusal.materialShort(shortages)
    case .issued(let posting):
      try ProductionStore.update(order, on: call.database)
      call.showLevels(posting.balances)
      try call.publish(posting.events, from: "erp-production")
    }
    return order
  }

  /// Nobody else moves goods under the order's number: not by hand, and not by `/stock`.
  private static func claimNumber(of order: ProductionOrder, _ call: Call) throws {
    let contents = DocumentContents.text(["mo.start", "\(order.id)"])
    for kind in ["stock.out.production", "stock.in.production"] {
      _ = try call.once(kind, order.number, contents: contents) { EmptyAnswer() }
    }
  }
}
