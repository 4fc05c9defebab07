import EventCatalog
import EventStream
import Kernel
import MariaDBClient
import MemberService
import OrderDomain
import WebAPI

/// Takes the payments of an order, uses up its coupon, and takes the points that pay. The order's
/// row, locked, decides between payment, expiry and cancellation; the goods leave stock, and the
/// member earns points, by the event.
enum PayOrder {
  static func run(_ call: Call, _ request: PayOrderRequest) throws -> Order {
    let reading = try OrderQueries.lock(request.orderNumber, for: call)
    var order = reading.order
    let decision = try PaymentRule.decide(
      status: order.status, isOverdue: order.expiresAt <= reading.now, payable: order.payable,
      offered: request.payments, earlier: order.payments)
    guard decision == .pay else { return order }
    try call.requireOpenPeriod()
    try OrderStore.pay(order.orderID, with: request.payments, at: reading.now, on: call.database)
    order.status = .paid
    order.paidAt = reading.now
    order.payments = request.payments
    order.version += 1
    if order.couponID != nil {
      try MemberAPI.useCoupon(of: order.orderNumber, on: call.database)
    }
    let events = try takePoints(order, on: call.database)
    try OrderEvents.publish(
      [OrderPaid(order.facts)] + events, requestID: call.requestID, on: call.database)
    return order
  }

  /// Takes the points that pay a part or all of the order.
  private static func takePoints(
    _ order: Order, on database: DatabaseConnection
  ) throws -> [any EventPayload] {
    let points = order.pointsPaid
    if points == 0 { return [] }
    guard let memberID = order.memberID else { throw OrderRefusal.memberRequired }
    let change = try MemberAPI.redeem(
      points, of: memberID, for: PointReference.payment(of: order.orderNumber), on: database)
    return change.event.map { [$0] } ?? []
  }
}
