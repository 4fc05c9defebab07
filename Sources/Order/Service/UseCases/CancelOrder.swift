import EventModel
import MemberService
import PromoService
import StockService

/// Ends an unpaid order and gives everything back, for the customer or because its time is over.
enum CancelOrder {
  static func run(_ call: Call, _ request: CancelOrderRequest) throws -> Order {
    var order = try OrderQueries.forUpdate(request.orderNumber, for: call).order
    guard try order.cancel(reason: request.reason) else { return order }
    let (events, balances) = try giveBack(order, on: call.database)
    try call.publish(events, from: OrderEvents.source)
    call.showLevels(balances)
    return order
  }

  /// Writes an order that was cancelled or has expired, and gives back what it held: its lock, the
  /// coupon, the promotions' usage, the points. The transaction holds the order's row.
  static func giveBack(
    _ order: Order, on database: DatabaseConnection
  ) throws -> (events: [any EventPayload], balances: [StockBalance]) {
    let isExpired = order.status == .expired
    try OrderStore.close(order, on: database)
    var events: [any EventPayload] = [
      OrderCancelled(order.snapshot, reason: order.cancelReason ?? order.status.rawValue)
    ]
    var balances: [StockBalance] = []
    if order.stockStatus == .released {
      let release = try StockAPI.release(
        reference: order.number, owner: .order, asExpired: isExpired, on: database)
      if let event = release.event { events.append(event) }
      balances = release.balances
    }
    if order.couponID != nil { try MemberAPI.returnCoupon(of: order.number, on: database) }
    if !order.promotions.isEmpty { try PromoAPI.giveBack(order: order.number, on: database) }
    if order.pointsUsed > 0, let memberID = order.memberID {
      let change = try MemberAPI.restore(
        order.pointsUsed, of: memberID, for: PointReference.order(order.number),
        capped: isExpired, on: database)
      if let event = change.event { events.append(event) }
    }
    return (events, balances)
  }
}
