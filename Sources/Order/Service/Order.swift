import Kernel
import OrderDomain

/// An order as it stands in the database.
struct Order: Sendable {
  var orderID: Int64
  let orderNumber: String
  let channel: String
  let storeID: Int64
  let warehouseID: Int64
  let memberID: Int64?
  var status: OrderStatus
  var stockStatus: OrderStockStatus
  let original: Money
  let discount: Money
  let payable: Money
  let remark: String?
  var cancelReason: String?
  let createdAt: Instant
  let expiresAt: Instant
  var paidAt: Instant?
  var version: Int64
  /// The books lacked some of the goods when an offline sale took them.
  var isOversold = false
  /// When a till that was offline sold it; nil for orders that were placed here.
  var soldAt: Instant?
  var couponID: Int64? = nil
  /// What the coupon and the points took off; both are part of `discount`.
  var couponDiscount: Money = .zero
  var pointsUsed: Int64 = 0
  var pointsDiscount: Money = .zero
  /// The money that went back, over all refunds.
  var refunded: Money = .zero
  var lines: [OrderLine] = []
  /// Lists do not read them.
  var gifts: [OrderGift] = []
  var promotions: [OrderPromotion] = []
  var payments: [Payment] = []

  /// Points that were paid with, as a tender.
  var pointsPaid: Int64 {
    payments.reduce(0) { $0 + ($1.method == .points ? PointValue.points($1.amount) : 0) }
  }
}
