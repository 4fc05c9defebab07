extension Order: ObjectAnswer {
  package static let shape: [AnswerField<Order>] = [
    .id("order_id") { $0.id },
    .text("order_no") { $0.number },
    .choice("status") { $0.status },
    .choice("stock_status") { $0.stockStatus },
    .text("channel") { $0.channel },
    .id("store_id") { $0.storeID },
    .id("warehouse_id") { $0.warehouseID },
    .optionalID("member_id") { $0.memberID },
    .decimal("original") { $0.original },
    .decimal("discount") { $0.discount },
    .decimal("payable") { $0.payable },
    .answer("lines") { $0.lines },
    .answer("gifts") { $0.gifts },
    .answer("applied") { $0.promotions },
    .answer("dropped") { $0.dropped.map(DroppedPromotion.init) },
    .decimal("manual_discount") { _ in Money.zero },
    .decimal("promo_discount") { $0.promoDiscount },
    .optionalID("coupon_id") { $0.couponID },
    .decimal("coupon_discount") { $0.couponDiscount },
    .integer("points_used") { $0.pointsUsed },
    .decimal("points_discount") { $0.pointsDiscount },
    .answer("payments") { $0.payments },
    .decimal("refunded") { $0.refunded },
    .optionalText("remark") { $0.remark },
    .optionalText("cancel_reason") { $0.cancelReason },
    .instant("created_at") { $0.createdAt },
    .instant("expires_at") { $0.expiresAt },
    .optionalInstant("paid_at") { $0.paidAt },
    .optionalInstant("sold_at") { $0.soldAt },
    .flag("oversold") { $0.isOversold },
    .texts("flags") { $0.flags.map(\.rawValue) },
    .optionalID("claimed_member_id") { $0.claimedMemberID },
    .integer("version") { $0.version },
  ]
}

/// What a refund answers: the order as it is then, and what went back this time.
struct RefundedOrder: ObjectAnswer {
  let number: String
  let amount: Money
  let money: Money
  let points: Int64
  /// What of the points paid a debt of the member.
  let debtPaid: Points
  /// What gifts that stay were charged, in money and in points.
  let giftCharge: Money
  let giftPoints: Int64
  let order: Order

  static let shape: [AnswerField<RefundedOrder>] = [
    .text("refund_no") { $0.number },
    .text("order_no") { $0.order.number },
    .choice("status") { $0.order.status },
    .decimal("amount") { $0.amount },
    .decimal("money") { $0.money },
    .integer("points_returned") { $0.points },
    .points("debt_paid") { $0.debtPaid },
    .decimal("gift_charge") { $0.giftCharge },
    .integer("gift_points") { $0.giftPoints },
    .answer("order") { $0.order },
  ]
}

extension OrderLine: ObjectAnswer {
  package static let shape: [AnswerField<OrderLine>] = [
    .integer("line_no") { Int64($0.lineNumber) },
    .id("sku_id") { $0.skuID },
    .text("name") { $0.name },
    .decimal("qty") { $0.quantity },
    .decimal("price") { $0.price },
    .decimal("original") { $0.original },
    .decimal("discount") { $0.discount },
    .decimal("manual_discount") { _ in Money.zero },
    .decimal("promo_discount") { $0.promoDiscount },
    .decimal("coupon_discount") { $0.couponDiscount },
    .decimal("points_discount") { $0.pointsDiscount },
    .decimal("payable") { $0.payable },
    .decimal("shipped_qty") { $0.shipped },
    .decimal("refunded_qty") { $0.refunded },
  ]
}

extension Payment: ObjectAnswer {
  package static let shape: [AnswerField<Payment>] = [
    .choice("method") { $0.method },
    .decimal("amount") { $0.amount },
    .optionalText("txn_no") { $0.transactionNumber },
  ]
}

extension OrderGift: ObjectAnswer {
  package static let shape: [AnswerField<OrderGift>] = [
    .integer("line_no") { Int64($0.lineNumber) },
    .id("sku_id") { $0.skuID },
    .decimal("qty") { $0.quantity },
    .id("promo_id") { $0.promotionID },
    .decimal("value") { $0.value },
    .decimal("refunded_qty") { $0.refunded },
    .decimal("charged") { $0.charged },
  ]
}

extension OrderPromotion: ObjectAnswer {
  package static let shape: [AnswerField<OrderPromotion>] = [
    .id("promo_id") { $0.promotionID },
    .text("name") { $0.name },
    .decimal("discount") { $0.discount },
  ]
}

/// A promotion that a new order did without.
struct DroppedPromotion: ObjectAnswer {
  let promotionID: Int64

  static let shape: [AnswerField<DroppedPromotion>] = [
    .id("promo_id") { $0.promotionID },
    .choice("reason") { _ in DropReason.giftUnavailable },
  ]
}

/// Why a new order does without a promotion that would have been in its best plan.
enum DropReason: String, CaseIterable, Sendable {
  /// Its gift is out of stock.
  case giftUnavailable = "gift_unavailable"
}

/// One order in a list, without its lines.
struct OrderSummary: ObjectAnswer {
  let order: Order

  static let shape: [AnswerField<OrderSummary>] = [
    .id("order_id") { $0.order.id },
    .text("order_no") { $0.order.number },
    .choice("status") { $0.order.status },
    .choice("stock_status") { $0.order.stockStatus },
    .text("channel") { $0.order.channel },
    .id("store_id") { $0.order.storeID },
    .optionalID("member_id") { $0.order.memberID },
    .decimal("original") { $0.order.original },
    .decimal("discount") { $0.order.discount },
    .decimal("payable") { $0.order.payable },
    .instant("created_at") { $0.order.createdAt },
    .instant("expires_at") { $0.order.expiresAt },
    .optionalInstant("paid_at") { $0.order.paidAt },
    .optionalInstant("sold_at") { $0.order.soldAt },
    .flag("oversold") { $0.order.isOversold },
    .texts("flags") { $0.order.flags.map(\.rawValue) },
  ]
}
