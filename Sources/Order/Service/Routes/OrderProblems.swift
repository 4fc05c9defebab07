import MemberService

/// The order centre's refusals, as clients see them. Numbers 60 … 79 of each status are its own.
extension ProblemKind {
  static let orderNotFound = ProblemKind(
    404, 60, "order.not_found", en: "There is no such order.", zh: "订单不存在。")
  static let storeNotFound = ProblemKind(
    404, 61, "order.store_not_found", en: "There is no such store.", zh: "门店不存在。")
  static let orderSKUNotFound = ProblemKind(
    404, 62, "order.sku_not_found", en: "Some goods are not known.", zh: "部分商品不存在。")
  static let orderMemberNotFound = ProblemKind(
    404, 63, "order.member_not_found", en: "There is no such member.", zh: "会员不存在。")
  static let orderSKUInactive = ProblemKind(
    409, 60, "order.sku_inactive", en: "Some goods are no longer sold.", zh: "部分商品已停售。")
  static let orderMemberInactive = ProblemKind(
    409, 61, "order.member_inactive", en: "The member is not active.", zh: "会员已停用。")
  static let priceChanged = ProblemKind(
    409, 62, "order.price_changed", en: "The price has changed.", zh: "价格已变动。")
  static let amountOutOfRange = ProblemKind(
    409, 63, "order.amount_out_of_range", en: "The amounts are too large to sum.",
    zh: "金额超出可计算范围。")
  static let amountMismatch = ProblemKind(
    409, 64, "order.amount_mismatch", en: "The payments do not add up to the amount due.",
    zh: "支付金额与应付金额不一致。")
  static let alreadyPaid = ProblemKind(
    409, 65, "order.already_paid", en: "The order is paid already.", zh: "订单已支付。")
  static let orderExpired = ProblemKind(
    409, 66, "order.expired", en: "The order has expired.", zh: "订单已过期。")
  static let orderCancelled = ProblemKind(
    409, 67, "order.cancelled", en: "The order was cancelled.", zh: "订单已取消。")
  static let notPaid = ProblemKind(
    409, 68, "order.not_paid", en: "The order is not paid yet.", zh: "订单尚未支付。")
  static let overShipment = ProblemKind(
    409, 69, "order.over_shipment", en: "That is more than is left to ship.",
    zh: "发货数量超过未发数量。")
  static let nothingToShip = ProblemKind(
    409, 70, "order.nothing_to_ship", en: "Everything has been shipped.", zh: "没有可发货的商品。")

  static let memberRequired = ProblemKind(
    409, 71, "order.member_required", en: "Points belong to a member; the order has none.",
    zh: "使用积分需要会员，该订单没有会员。")
  static let overRefund = ProblemKind(
    409, 72, "order.over_refund", en: "That is more than is left to refund.",
    zh: "退货数量超过可退数量。")
  static let nothingToRefund = ProblemKind(
    409, 73, "order.nothing_to_refund", en: "Nothing is left to refund.", zh: "没有可退的商品。")
  static let orderRefunded = ProblemKind(
    409, 74, "order.refunded", en: "The order was refunded.", zh: "订单已全部退款。")

  static let transactionTaken = ProblemKind(
    409, 75, "payment.txn_taken", en: "This transaction has paid already.",
    zh: "该交易号已用于付款。")
  static let lineAmbiguous = ProblemKind(
    409, 76, "order.line_ambiguous",
    en: "Several lines of the order have this SKU: name the line.",
    zh: "订单中有多行是该 SKU，请用 line_no 指明。")
  static let lineNotFound = ProblemKind(
    404, 64, "order.line_not_found", en: "The order has no such line.", zh: "订单没有该行。")
}

extension OrderRefusal: ProblemConvertible {
  package var problem: Problem {
    switch self {
    case .notFound: return Problem(.orderNotFound)
    case .storeNotFound: return Problem(.storeNotFound)
    case .skuNotFound(let lines):
      return Problem(.orderSKUNotFound, for: lines) { $1.field("field", "lines[\($0)]") }
    case .skuInactive(let ids): return .naming(.orderSKUInactive, skuIDs: ids)
    case .memberNotFound: return Problem(.orderMemberNotFound)
    case .memberInactive: return Problem(.orderMemberInactive)
    case .memberRequired: return Problem(.memberRequired)
    case .priceChanged(let payable):
      return Problem(.priceChanged) { $0.field("payable", payable) }
    case .amountOutOfRange: return Problem(.amountOutOfRange)
    case .amountMismatch(let payable, let paid):
      return Problem(.amountMismatch) {
        $0.field("payable", payable)
        $0.field("paid", paid)
      }
    case .alreadyPaid: return Problem(.alreadyPaid)
    case .transactionTaken(let number, let order):
      return Problem(.transactionTaken) {
        $0.field("txn_no", number)
        if let order { $0.field("order_no", order) }
      }
    case .lineAmbiguous(let lines):
      return Problem(.lineAmbiguous, for: lines) {
        $1.field("line_no", $0.lineNumber)
        $1.field("qty", $0.quantity)
        $1.field("payable", $0.payable)
      }
    case .linesNotFound(let numbers):
      return Problem(.lineNotFound, for: numbers) { $1.field("line_no", $0) }
    case .expired: return Problem(.orderExpired)
    case .cancelled: return Problem(.orderCancelled)
    case .notPaid: return Problem(.notPaid)
    case .overShipment(let ids): return .naming(.overShipment, skuIDs: ids)
    case .nothingToShip: return Problem(.nothingToShip)
    case .overRefund(let ids): return .naming(.overRefund, skuIDs: ids)
    case .nothingToRefund: return Problem(.nothingToRefund)
    case .refunded: return Problem(.orderRefunded)
    }
  }
}
