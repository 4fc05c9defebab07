import EventCatalog
import EventStream
import ItemService
import Kernel
import MariaDBClient
import MemberService
import OrderDomain
import StockService
import WebAPI

/// Takes goods of a paid order back, all or some, with their money and points. The refund's number
/// is the natural key: sending it again refunds nothing twice.
///
/// Points that the order used are given back here; those that it earned, the member centre takes
/// back by the event. A coupon stays used, a promotion's usage counted. Gifts come back with the
/// refund that leaves nothing of the order.
enum RefundOrder {
  static func run(_ call: Call, _ request: RefundOrderRequest) throws -> Recorded<RefundedOrder> {
    try OrderQueries.requireVisible(request.orderNumber, for: call)
    return try call.once(
      "order.refund", request.refundNumber, contents: try request.contents()
    ) {
      try refund(call, request)
    }
  }

  private static func refund(_ call: Call, _ request: RefundOrderRequest) throws -> RefundedOrder {
    try call.requireOpenPeriod()
    var order = try OrderQueries.lock(request.orderNumber, for: call).order
    let plan = try RefundPlan(
      order.lines, status: order.status, wanted: try request.lines.map(OrderDemand.summed))
    var events = try moveGoods(plan, &order, request.refundNumber, call)
    let points = try points(plan, order, on: call.database)
    if points.all > 0, let memberID = order.memberID {
      let change = try MemberAPI.restore(
        points.all, of: memberID, for: PointReference.refund(request.refundNumber),
        spentFor: [
          PointReference.order(order.orderNumber), PointReference.payment(of: order.orderNumber),
        ], on: call.database)
      if let event = change.event { events.append(event) }
    }
    let money: Money
    do throws(DecimalFault) { money = try plan.amount - points.paidWith } catch {
      throw OrderRefusal.amountOutOfRange
    }
    try OrderStore.refund(
      plan, of: order.orderID, number: request.refundNumber, money: money, points: points.all,
      by: call.caller.userID, on: call.database)
    try order.apply(plan)
    events.append(
      OrderRefunded(
        order.facts, refundNumber: request.refundNumber, amount: plan.amount,
        pointsReturned: points.all,
        lines: plan.parts.map {
          RefundedLine(
            lineNumber: $0.lineNumber, skuID: $0.skuID, quantity: $0.quantity, amount: $0.amount)
        }))
    try OrderEvents.publish(events, requestID: call.requestID, on: call.database)
    return RefundedOrder(
      number: request.refundNumber, amount: plan.amount, money: money, points: points.all,
      order: order)
  }

  /// The goods come back. Those that have not left yet leave first, as the paid order's event
  /// would have it: that event then finds nothing to do.
  private static func moveGoods(
    _ plan: RefundPlan, _ order: inout Order, _ number: String, _ call: Call
  ) throws -> [any EventPayload] {
    var events: [any EventPayload] = []
    var balances: [StockBalance] = []
    if order.stockStatus == .locked {
      let sale = call.stockDocument(
        .sale, order.orderNumber, organisation: order.storeID)
      let issued = try StockAPI.issue(
        [LockIssue(lock: order.orderNumber, document: sale)], owner: .order, on: call.database)
      try OrderStore.markIssued(order.orderNumber, on: call.database)
      order.stockStatus = .issued
      order.version += 1
      events += issued.values.flatMap(\.events)
      balances += issued.values.flatMap(\.balances)
    }
    var goods = plan.parts.map { StockLine(skuID: $0.skuID, quantity: $0.quantity) }
    if plan.isComplete {
      goods += order.gifts.map { StockLine(skuID: $0.skuID, quantity: $0.quantity) }
    }
    let facts = try ItemAPI.skus(Set(goods.map(\.skuID)).sorted(), on: call.database)
    goods.removeAll { facts[$0.skuID]?.isService == true }
    if !goods.isEmpty {
      let posting = try StockAPI.receive(
        goods, warehouse: order.warehouseID, facts: facts,
        for: call.stockDocument(
          .return, number, organisation: order.storeID,
          origin: StockOrigin(.sale, order.orderNumber)),
        on: call.database)
      events += posting.events
      balances += posting.balances
    }
    call.showLevels(balances)
    return events
  }

  /// Points that go back: of the discount in proportion to the goods' original value, of the
  /// tender in proportion to the money; counted from the first refund on, so that the last one
  /// leaves nothing.
  private static func points(
    _ plan: RefundPlan, _ order: Order, on database: DatabaseConnection
  ) throws -> (all: Int64, paidWith: Money) {
    let paid = order.pointsPaid
    if paid == 0, order.pointsUsed == 0 { return (0, .zero) }
    let ofDiscount = try RefundPlan.pointsDue(
      order.pointsUsed, plan.originalSoFar, of: order.original)
    let ofTender = try RefundPlan.pointsDue(paid, plan.amountSoFar, of: order.payable)
    let before = try RefundPlan.pointsDue(paid, order.refunded, of: order.payable)
    let returned = try OrderStore.pointsReturned(order.orderID, on: database)
    return (
      ofDiscount + ofTender - returned,
      try PointValue.money(order.payable.isZero ? 0 : ofTender - before)
    )
  }
}

extension Order {
  /// The order after goods have come back.
  fileprivate mutating func apply(_ plan: RefundPlan) throws(OrderRefusal) {
    status = plan.status
    refunded = plan.amountSoFar
    version += 1
    do throws(DecimalFault) {
      for part in plan.parts {
        guard let index = lines.firstIndex(where: { $0.lineNumber == part.lineNumber }) else {
          continue
        }
        lines[index].refunded = try lines[index].refunded + part.quantity
        lines[index].refundedAmount = try lines[index].refundedAmount + part.amount
      }
    } catch {
      throw .amountOutOfRange
    }
  }
}

extension RefundOrderRequest {
  /// What the refund says, the same for the same meaning.
  fileprivate func contents() throws(OrderRefusal) -> String {
    let goods = try OrderDemand.text(lines)
    return "\(orderNumber)|\(goods)"
  }
}
