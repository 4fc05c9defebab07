/// Sends goods of a paid order to the customer, all or some of them. The parcel's number is the
/// natural key: sending it again ships nothing twice.
enum ShipOrder {
  static func run(_ call: Call, _ request: ShipOrderRequest) throws -> Recorded<Order> {
    let goods = try request.lines.map {
      try exact(try $0.merged(), orThrow: OrderRefusal.amountOutOfRange)
    }
    guard let number = request.shipNumber else {
      return Recorded(try ship(call, request, goods, number: nil))
    }
    let scope = try OrderQueries.requireVisible(request.orderNumber, for: call)
    return try call.once(
      "order.ship", number, scope: scope, contents: contents(of: request, goods)
    ) {
      try ship(call, request, goods, number: number)
    }
  }

  private static func ship(
    _ call: Call, _ request: ShipOrderRequest, _ goods: [SKUQuantity]?, number: String?
  ) throws -> Order {
    var order = try OrderQueries.forUpdate(request.orderNumber, for: call).order
    // The version grows with each parcel, so it makes an unused number.
    let number = number ?? "\(order.number)-S\(order.version)"
    let parts = try order.ship(goods)
    try OrderStore.ship(
      parts, of: order, number: number, carrier: request.carrier,
      tracking: request.trackingNumber, by: call.caller.userID, on: call.database)
    let shipped = OrderShipped(
      order.snapshot, shipNumber: number, carrier: request.carrier,
      trackingNumber: request.trackingNumber,
      lines: parts.map {
        ShippedLine(lineNumber: $0.lineNumber, skuID: $0.skuID, quantity: $0.quantity)
      })
    try call.publish([shipped], from: OrderEvents.source)
    return order
  }

  /// What the parcel says, the same for the same meaning.
  private static func contents(of request: ShipOrderRequest, _ goods: [SKUQuantity]?) -> String {
    let lines = goods?.sorted { $0.skuID < $1.skuID }.map { "\($0.skuID)×\($0.quantity)" }
    return [
      request.orderNumber, request.carrier ?? "", request.trackingNumber ?? "",
      lines?.joined(separator: ",") ?? "all",
    ].joined(separator: "|")
  }
}
