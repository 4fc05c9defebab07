import EventModel
import MemberService

/// Takes the payments of an order, uses up its coupon, and takes the points that pay. The order's
/// row, locked, decides between payment, expiry and cancellation; the goods leave stock, and the
/// member earns points, by the event.
enum PayOrder {
  static func run(_ call: Call, _ request: PayOrderRequest) throws -> Order {
    let reading = try OrderQueries.forUpdate(request.orderNumber, for: call)
    var order = reading.order
    let payments = try tenders(request.payments, for: order, call)
    guard try order.pay(payments, at: reading.now) else { return order }
    try call.requireOpenPeriod()
    try write(order, call)
    if order.couponID != nil { try MemberAPI.useCoupon(of: order.number, on: call.database) }
    let events = try takePoints(order, on: call.database)
    try call.publish([OrderPaid(order.snapshot)] + events, from: OrderEvents.source)
    return order
  }

  /// Tenders of nothing pay for what costs nothing, and are dropped; nothing else.
  private static func tenders(
    _ offered: [Payment], for order: Order, _ call: Call
  ) throws -> [Payment] {
    guard let empty = offered.firstIndex(where: \.amount.isZero) else { return offered }
    guard order.payable.isZero else {
      throw Problem.field(
        "payments[\(empty)].amount",
        .other(english: "must be more than 0", chinese: "必须大于 0"), in: call.language)
    }
    return offered.filter { !$0.amount.isZero }
  }

  /// - Throws: `OrderRefusal.transactionTaken` when a tender had one of the transactions before
  private static func write(_ order: Order, _ call: Call) throws {
    do throws(DatabaseError) {
      try OrderStore.pay(order, on: call.database)
    } catch {
      guard case .duplicateKey = error.kind else { throw error }
      for payment in order.payments {
        guard let number = payment.claim else { continue }
        guard let holder = try OrderStore.holder(of: payment, on: call.database) else { continue }
        let isVisible = call.caller.scope.contains(holder.storeID)
        throw OrderRefusal.transactionTaken(
          number: number, order: isVisible ? holder.orderNumber : nil)
      }
      // One of them twice in this call.
      throw OrderRefusal.transactionTaken(
        number: order.payments.lazy.compactMap(\.claim).first ?? "", order: nil)
    }
  }

  /// Takes the points that pay a part or all of the order.
  private static func takePoints(
    _ order: Order, on database: DatabaseConnection
  ) throws -> [any EventPayload] {
    let points = PointValue.points(try order.paidWithPoints)
    if points == 0 { return [] }
    guard let memberID = order.memberID else { throw OrderRefusal.memberRequired }
    let change = try MemberAPI.redeem(
      points, of: memberID, for: PointReference.payment(of: order.number), on: database)
    return change.event.map { [$0] } ?? []
  }
}
