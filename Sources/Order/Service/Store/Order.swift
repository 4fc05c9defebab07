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
  var flags: [OrderFlag] = []
  /// Whom a till named, where nobody knows that member.
  var claimedMemberID: Int64?
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
  /// What the order did without when it was placed; only that answer tells.
  var dropped: [DroppedPromotion] = []
  var payments: [Payment] = []

  /// What promotions took off: all of the discount that neither coupon nor points did.
  var promoDiscount: Money {
    // Parts of what is in range are in range.
    (try? discount - couponDiscount - pointsDiscount) ?? .zero
  }

  /// What was paid with points, as a tender.
  var paidWithPoints: Money {
    get throws(OrderRefusal) {
      do throws(DecimalFault) {
        return try Money.sum(payments.filter { $0.method == .points }.map(\.amount))
      } catch {
        throw .amountOutOfRange
      }
    }
  }
}
