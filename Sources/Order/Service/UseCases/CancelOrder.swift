import EventCatalog
import EventModel
import EventStream
import MariaDBClient
import MemberService
import OrderDomain
import PromoService
import StockService
import WebAPI

/// Ends an unpaid order and gives everything back, for the customer or because its time is over.
enum CancelOrder {
  static func run(_ call: Call, _ request: CancelOrderRequest) throws -> Order {
    let reading = try OrderQueries.lock(request.orderNumber, for: call)
    switch reading.order.status {
    case .created: break
    case .cancelled: return reading.order
    case .expired: throw OrderRefusal.expired
    case .paid, .partShipped, .shipped, .partRefunded: throw OrderRefusal.alreadyPaid
    case .refunded: throw OrderRefusal.refunded
    }
    let (order, release) = try close(
      reading.order, as: .cancelled, reason: request.reason, requestID: call.requestID,
      on: call.database)
    if let release { call.showLevels(release.balances) }
    return order
  }

  /// Closes an order whose row the transaction holds, and releases its lock.
  static func close(
    _ order: Order, as status: OrderStatus, reason: String?, requestID: String,
    on database: DatabaseConnection
  ) throws -> (Order, StockRelease?) {
    var order = order
    order.status = status
    order.cancelReason = reason
    order.version.advance()
    let hasLock = order.stockStatus == .locked
    if hasLock { order.stockStatus = .released }
    try OrderStore.close(
      order.orderID, as: status, order.stockStatus, reason: reason, on: database)
    var events: [any EventPayload] = [
      OrderCancelled(order.facts, reason: reason ?? status.rawValue)
    ]
    var release: StockRelease?
    if hasLock {
      let released = try StockAPI.release(
        reference: order.orderNumber, owner: .order, asExpired: status == .expired, on: database)
      if let event = released.event { events.append(event) }
      release = released
    }
    events += try giveBack(order, on: database)
    try OrderEvents.publish(events, requestID: requestID, on: database)
    return (order, release)
  }

  /// Gives back what the order used up: coupon, promotions' usage, points.
  private static func giveBack(
    _ order: Order, on database: DatabaseConnection
  ) throws -> [any EventPayload] {
    if order.couponID != nil { try MemberAPI.returnCoupon(of: order.orderNumber, on: database) }
    if !order.promotions.isEmpty { try PromoAPI.giveBack(order: order.orderNumber, on: database) }
    guard order.pointsUsed > 0, let memberID = order.memberID else { return [] }
    let change = try MemberAPI.restore(
      order.pointsUsed, of: memberID, for: PointReference.order(order.orderNumber),
      capped: order.status == .expired, on: database)
    return change.event.map { [$0] } ?? []
  }
}
