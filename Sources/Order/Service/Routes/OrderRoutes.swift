import MemberService
import PromoService
import Settings
import StockService

/// The order centre's calls.
package enum OrderRoutes {
  private static let create = Permission.code("order.create", describedAs: "Place orders 下单")
  private static let read = Permission.code("order.read", describedAs: "Read orders 查看订单")
  private static let pay = Permission.code("order.pay", describedAs: "Take payments 收款")
  private static let ship = Permission.code("order.ship", describedAs: "Ship orders 发货")
  private static let refund = Permission.code(
    "order.refund", describedAs: "Take goods back 退货退款")
  private static let cancel = Permission.code("order.cancel", describedAs: "Cancel orders 取消订单")

  /// The table, in the order of the API document.
  package static func table(_ environment: CentreEnvironment) -> [Route] {
    let place = PlaceOrder(
      calendar: environment.calendar,
      secondsToLive: environment.configuration.orderTTLSeconds)
    return [
      .post(
        "/order/create", create,
        "Place an order: priced, stock locked, all or nothing 下单：计价并锁定库存，全部成功或全部不做",
        body: PlaceOrderRequest.self, creates: true, place.run
      )
      .refusing(
        .couponNotFound, .orderMemberNotFound, .orderSKUNotFound, .storeNotFound,
        .stockWarehouseNotFound, .couponBelowThreshold, .couponExpired, .couponNotInStore,
        .couponNotYetValid, .couponUnavailable, .documentConflict, .pointsInsufficient,
        .amountOutOfRange, .orderMemberInactive, .priceChanged, .orderSKUInactive, .periodClosed,
        .promotionAmountOutOfRange, .stockInsufficient, .stockNotStocked, .stockQuantityOverflow,
        .stockSKUInactive),
      .get("/order/{order}", read, "One order, by id or number 单个订单，按 ID 或单号") { call in
        try OrderQueries.order(call.pathCode(), call)
      }
      .refusing(.orderNotFound),
      .get(
        "/order/list", read, "Orders, newest first 订单列表，新的在前", query: OrderFilter.self,
        OrderQueries.list),
      .post(
        "/order/pay", pay, "Pay an order with one or several tenders 支付订单，可用多种支付方式",
        body: PayOrderRequest.self, PayOrder.run
      )
      .refusing(
        .orderNotFound, .documentConflict, .pointsInsufficient, .pointsLimit, .alreadyPaid,
        .amountMismatch, .orderCancelled, .orderExpired, .memberRequired, .transactionTaken,
        .periodClosed),
    ] + changes
  }

  /// What happens to an order that was placed.
  private static let changes: [Route] = [
    .post(
      "/order/ship", ship, "Ship goods of a paid order, all or in part 已支付订单全部或部分发货",
      body: ShipOrderRequest.self, ShipOrder.run
    )
    .refusing(
      .orderNotFound, .documentConflict, .orderCancelled, .orderExpired, .notPaid, .nothingToShip,
      .overShipment, .orderRefunded),
    .post(
      "/order/cancel", cancel, "Cancel an unpaid order; everything is given back 取消未支付订单，全部退还",
      body: CancelOrderRequest.self, CancelOrder.run
    )
    .refusing(
      .orderNotFound, .documentConflict, .pointsLimit, .alreadyPaid, .orderExpired,
      .orderRefunded, .stockQuantityOverflow),
    .post(
      "/order/refund", refund, "Take goods of a paid order back, all or in part 已支付订单全部或部分退货退款",
      body: RefundOrderRequest.self, RefundOrder.run
    )
    .refusing(
      .lineNotFound, .orderNotFound, .documentConflict, .pointsLimit, .amountOutOfRange,
      .orderCancelled, .orderExpired, .lineAmbiguous, .notPaid, .nothingToRefund, .overRefund,
      .orderRefunded, .periodClosed, .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive),
  ]
}
