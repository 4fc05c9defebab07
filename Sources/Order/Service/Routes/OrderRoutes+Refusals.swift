import MemberService
import PromoService
import StockService

extension OrderRoutes {
  /// What each call can be refused with, beyond what holds for every call: for the API document.
  package static let refusals: [String: [ProblemKind]] = [
    "POST /order/cancel": [
      .orderNotFound, .documentConflict, .pointsLimit, .alreadyPaid, .orderExpired,
      .orderRefunded, .stockQuantityOverflow,
    ],
    "POST /order/create": [
      .couponNotFound, .orderMemberNotFound, .orderSKUNotFound, .storeNotFound,
      .stockWarehouseNotFound, .couponBelowThreshold, .couponExpired, .couponNotInStore,
      .couponNotYetValid, .couponUnavailable, .documentConflict, .pointsInsufficient,
      .amountOutOfRange, .orderMemberInactive, .priceChanged, .orderSKUInactive, .periodClosed,
      .promotionAmountOutOfRange, .stockInsufficient, .stockNotStocked, .stockQuantityOverflow,
      .stockSKUInactive,
    ],
    "POST /order/pay": [
      .orderNotFound, .documentConflict, .pointsInsufficient, .pointsLimit, .alreadyPaid,
      .amountMismatch, .orderCancelled, .orderExpired, .memberRequired, .transactionTaken,
      .periodClosed,
    ],
    "POST /order/refund": [
      .lineNotFound, .orderNotFound, .documentConflict, .pointsLimit, .amountOutOfRange,
      .orderCancelled, .orderExpired, .lineAmbiguous, .notPaid, .nothingToRefund, .overRefund,
      .orderRefunded, .periodClosed, .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive,
    ],
    "POST /order/ship": [
      .orderNotFound, .documentConflict, .orderCancelled, .orderExpired, .notPaid, .nothingToShip,
      .overShipment, .orderRefunded,
    ],
    "GET /order/{order}": [.orderNotFound],
  ]
}
