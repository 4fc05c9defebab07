import EventCatalog
import EventStream
import Kernel
import MariaDBClient
import OrderDomain
import Transactions
import WebAPI

/// Sends goods of a paid order to the customer, all or some of them. The parcel's number is the
/// natural key: sending it again ships nothing twice.
enum ShipOrder {
  static func run(_ call: Call, _ request: ShipOrderRequest) throws -> Recorded<Order> {
    guard let number = request.shipNumber else {
      return Recorded(try ship(call, request, number: nil))
    }
    let scope = try OrderQueries.requireVisible(request.orderNumber, for: call)
    return try call.once(
      "order.ship", number, scope: scope, contents: try request.contents()
    ) {
      try ship(call, request, number: number)
    }
  }

  private static func ship(
    _ call: Call, _ request: ShipOrderRequest, number: String?
  ) throws -> Order {
    var order = try OrderQueries.lock(request.orderNumber, for: call).order
    let plan = try ShipmentPlan(
      order.lines, status: order.status, wanted: try request.lines.map(OrderDemand.summed))
    // The version grows with each parcel, so it makes an unused number.
    let number = number ?? "\(order.orderNumber)-S\(order.version)"
    try OrderStore.ship(
      plan, of: order, number: number, carrier: request.carrier,
      tracking: request.trackingNumber, by: call.caller.userID, on: call.database)
    try order.apply(plan)
    let parts = plan.parts.map {
      ShippedLine(lineNumber: $0.lineNumber, skuID: $0.skuID, quantity: $0.quantity)
    }
    let shipped = OrderShipped(
      order.facts, shipNumber: number, carrier: request.carrier,
      trackingNumber: request.trackingNumber, lines: parts)
    try OrderEvents.publish([shipped], requestID: call.requestID, on: call.database)
    return order
  }
}

extension Order {
  /// The order after a parcel has left.
  fileprivate mutating func apply(_ plan: ShipmentPlan) throws(OrderRefusal) {
    status = plan.status
    version.advance()
    do throws(DecimalFault) {
      for part in plan.parts {
        guard let index = lines.firstIndex(where: { $0.lineNumber == part.lineNumber }) else {
          continue
        }
        lines[index].shipped = try lines[index].shipped + part.quantity
      }
    } catch {
      throw .amountOutOfRange
    }
  }
}

extension ShipOrderRequest {
  /// What the parcel says, the same for the same meaning.
  fileprivate func contents() throws(OrderRefusal) -> String {
    let goods = try OrderDemand.text(lines)
    return "\(orderNumber)|\(carrier ?? "")|\(trackingNumber ?? "")|\(goods)"
  }
}
