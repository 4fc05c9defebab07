/// `POST /mo/cancel`: gives an order up of which nothing good was made. What was issued and not
/// returned comes back under the order's number with `-cancel`, or as much of it as the call says;
/// the rest is lost. The order's row decides between this and the stock consumer.
enum CancelProduction {
  static func run(_ call: Call, _ request: CancelProductionRequest) throws -> ProductionOrder {
    var order = try ProductionQueries.forUpdate(request.productionID, for: call)
    let work = try WorkStore.work(of: order.id, on: call.database)
    let wasStarted = order.status == .started
    let parts = try order.cancel(
      reason: request.reason, hasGoodPieces: work.contains(where: \.good.isPositive),
      returning: request.returns)
    let date = wasStarted || !parts.isEmpty ? try call.documentDate(request.occurredAt) : nil
    if !parts.isEmpty {
      let number = "\(order.number)-cancel"
      let contents = DocumentContents.text(["mo.cancel", "\(order.id)"])
      _ = try call.once("stock.in.return", number, contents: contents) {
        try ReturnMaterial.receive(parts, of: order, as: number, at: date, call)
        return EmptyAnswer()
      }
    }
    try ProductionStore.update(order, on: call.database)
    if wasStarted { try call.publish([order.cancelled(work, at: date)]) }
    return order
  }
}
