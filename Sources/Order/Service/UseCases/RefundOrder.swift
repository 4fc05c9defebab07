import EventModel
import ItemService
import MemberService
import StockService

/// Takes goods of a paid order back, all or some, with their money and points. The refund's number
/// is the natural key within the order's store: sending it again refunds nothing twice.
///
/// Points that the order used are given back here; those that it earned, the member centre takes
/// back by the event. A coupon stays used, a promotion's usage counted. Gifts come back where the
/// refund names them or takes everything; those that are no longer earned are charged.
enum RefundOrder {
  static func run(_ call: Call, _ request: RefundOrderRequest) throws -> Recorded<RefundedOrder> {
    let scope = try OrderQueries.requireVisible(request.orderNumber, for: call)
    return try call.once(
      "order.refund", request.refundNumber, scope: scope, contents: try request.contents()
    ) {
      try refund(call, request)
    }
  }

  private static func refund(_ call: Call, _ request: RefundOrderRequest) throws -> RefundedOrder {
    try call.requireOpenPeriod()
    var order = try OrderQueries.forUpdate(request.orderNumber, for: call).order
    let (plan, settlement) = try order.refund(
      request.lines, before: try RefundStore.history(of: order, on: call.database))
    let warehouseID =
      try StockAPI.ownWarehouse(
        for: .return, organisationID: order.storeID, on: call.database) ?? order.warehouseID
    var events = try moveGoods(plan, &order, to: warehouseID, request.refundNumber, call)
    let refundID = try RefundStore.insert(
      plan, settlement, of: order, number: request.refundNumber, to: warehouseID,
      by: call.caller.userID, on: call.database)
    let points = PointValue.points(settlement.points)
    let giftPoints = PointValue.points(settlement.giftPoints)
    var debtPaid = Points.zero
    if points > 0, let memberID = order.memberID {
      let change = try MemberAPI.restore(
        points, of: memberID, for: PointReference.refund(refundID),
        spentFor: [PointReference.order(order.number), PointReference.payment(of: order.number)],
        on: call.database)
      events += change.events
      debtPaid = change.debtPaid
    }
    events.append(
      OrderRefunded(
        order.snapshot, refundID: refundID, refundNumber: request.refundNumber,
        amount: settlement.amount, pointsReturned: points, giftCharge: settlement.giftCharge,
        giftPoints: giftPoints,
        lines: plan.parts.map {
          RefundedLine(
            lineNumber: $0.lineNumber, skuID: $0.skuID, quantity: $0.quantity, amount: $0.amount)
        }))
    try call.publish(events, from: OrderEvents.source)
    return RefundedOrder(
      number: request.refundNumber, amount: settlement.amount, money: settlement.money,
      points: points, debtPaid: debtPaid, giftCharge: settlement.giftCharge,
      giftPoints: giftPoints, order: order)
  }

  /// The goods come back, into the store's warehouse for returns; those that the refund names as
  /// not shipped, into the order's. Those that have not left yet leave first, as the paid order's
  /// event would have it: that event then finds nothing to do.
  private static func moveGoods(
    _ plan: RefundPlan, _ order: inout Order, to warehouseID: Int64, _ number: String, _ call: Call
  ) throws -> [any EventPayload] {
    var events: [any EventPayload] = []
    var balances: [StockBalance] = []
    if order.stockStatus == .locked {
      let sale = call.stockDocument(.sale, order.number, organisationID: order.storeID)
      let issued = try StockAPI.issue(
        [LockIssue(lock: order.number, document: sale, returning: warehouseID)],
        owner: .order, on: call.database)
      order.issue()
      events += issued.values.flatMap(\.events)
      balances += issued.values.flatMap(\.balances)
    }
    let facts = try ItemAPI.skus(Set(plan.parts.map(\.skuID)).sorted(), on: call.database)
    let goods = try plan.parts.filter { facts[$0.skuID]?.isService != true }
      .arrivals(to: warehouseID, unshipped: order.warehouseID)
    if !goods.isEmpty {
      let posting = try StockAPI.receive(
        goods, facts: facts,
        for: call.stockDocument(
          .return, number, organisationID: order.storeID,
          origin: StockOrigin(.sale, order.number)),
        on: call.database)
      events += posting.events
      balances += posting.balances
    }
    call.showLevels(balances)
    return events
  }
}

extension [RefundPlan.Part] {
  /// Where the goods go: those that are named as not shipped never left the order's warehouse.
  fileprivate func arrivals(
    to warehouseID: Int64, unshipped home: Int64
  ) throws(OrderRefusal) -> [StockArrival] {
    if warehouseID == home {
      return [StockArrival(map { StockLine($0, $0.quantity) }, in: home)].filter {
        !$0.lines.isEmpty
      }
    }
    do throws(DecimalFault) {
      let shipped = try map { (part) throws(DecimalFault) in
        StockLine(part, try part.quantity - part.namedUnshipped)
      }
      let unshipped = map { StockLine($0, $0.namedUnshipped) }
      return [StockArrival(shipped, in: warehouseID), StockArrival(unshipped, in: home)]
        .map { StockArrival($0.lines.filter(\.quantity.isPositive), in: $0.warehouseID) }
        .filter { !$0.lines.isEmpty }
    } catch {
      throw .amountOutOfRange
    }
  }
}

extension StockLine {
  fileprivate init(_ part: RefundPlan.Part, _ quantity: Quantity) {
    self.init(skuID: part.skuID, quantity: quantity)
  }
}

extension RefundOrderRequest {
  /// What the refund says, the same for the same meaning.
  fileprivate func contents() throws(OrderRefusal) -> String {
    let goods = try RefundWish.text(lines)
    return "\(orderNumber)|\(goods)"
  }
}
