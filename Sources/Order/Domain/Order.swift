/// An order: what was sold, to whom and for how much, and where it stands. `STATES.md` has what is
/// possible when.
package struct Order: Equatable, Sendable {
  /// 0 until it is stored.
  package var id: Int64
  package let number: String
  package let channel: String
  package let storeID: Int64
  package let warehouseID: Int64
  package let memberID: Int64?
  package internal(set) var status: OrderStatus
  package internal(set) var stockStatus: OrderStockStatus
  package let original: Money
  package let discount: Money
  package let payable: Money
  package let createdAt: Instant
  package let expiresAt: Instant
  /// Grows with each transition.
  package internal(set) var version: Int64
  package var remark: String?
  package var cancelReason: String?
  package var paidAt: Instant?
  /// When a till that was offline sold it; nil for orders that were placed here.
  package var soldAt: Instant?
  package var flags: [OrderFlag] = []
  /// Whom a till named, where nobody knows that member.
  package var claimedMemberID: Int64?
  package var couponID: Int64?
  /// What the coupon and the points took off; both are part of `discount`.
  package var couponDiscount = Money.zero
  package var pointsUsed: Int64 = 0
  package var pointsDiscount = Money.zero
  /// The money that went back, over all refunds.
  package var refunded = Money.zero
  package var lines: [OrderLine] = []
  /// Lists do not read them.
  package var gifts: [OrderGift] = []
  package var promotions: [OrderPromotion] = []
  /// Promotions that the order did without when it was placed, as their gifts were out of stock;
  /// only that answer tells.
  package var dropped: [Int64] = []
  package var payments: [Payment] = []

  package init(
    id: Int64 = 0, number: String, channel: String, storeID: Int64, warehouseID: Int64,
    memberID: Int64?, status: OrderStatus, stockStatus: OrderStockStatus, original: Money,
    discount: Money, payable: Money, createdAt: Instant, expiresAt: Instant, version: Int64 = 1
  ) {
    self.id = id
    self.number = number
    self.channel = channel
    self.storeID = storeID
    self.warehouseID = warehouseID
    self.memberID = memberID
    self.status = status
    self.stockStatus = stockStatus
    self.original = original
    self.discount = discount
    self.payable = payable
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.version = version
  }

  /// The books lacked some of the goods when an offline sale took them.
  package var isOversold: Bool { flags.contains(.oversold) }

  /// What promotions took off: all of the discount that neither coupon nor points did.
  package var promoDiscount: Money {
    // Parts of what is in range are in range.
    (try? discount - couponDiscount - pointsDiscount) ?? .zero
  }

  /// What was paid with points, as a tender.
  package var paidWithPoints: Money {
    get throws(OrderRefusal) {
      let points = payments.filter { $0.method == .points }
      return try exact(try Money.sum(points.map(\.amount)), orThrow: OrderRefusal.amountOutOfRange)
    }
  }
}

/// A promotion that an order had, and what it took off.
package struct OrderPromotion: Equatable, Sendable {
  package let promotionID: Int64
  package let name: String
  package let discount: Money

  package init(promotionID: Int64, name: String, discount: Money) {
    self.promotionID = promotionID
    self.name = name
    self.discount = discount
  }
}

extension Payment {
  /// The transaction that no other payment by this tender may have; nil where that does not
  /// matter: numbers of cash are the house's own.
  package var claim: String? { method == .cash ? nil : transactionNumber }
}

/// What points are worth as money: one of them is 0.01.
package enum PointValue {
  package static func money(_ points: Int64) throws(OrderRefusal) -> Money {
    try exact(try Money(checking: points), orThrow: OrderRefusal.amountOutOfRange)
  }

  package static func points(_ money: Money) -> Int64 { money.scaled }
}
