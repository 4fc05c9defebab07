/// Which goods and gifts of a paid order come back, and what the lines say about money and points.
///
/// Money, points and the charge of gifts are counted from the first refund on: whatever the parts,
/// together they are exactly what the line had, and never more.
package struct RefundPlan: Equatable, Sendable {
  /// What comes back of one line. A gift's money is 0.
  package struct Part: Equatable, Sendable {
    package let lineNumber: Int
    package let skuID: Int64
    package let quantity: Quantity
    /// What of it had not left yet.
    package let unshipped: Quantity
    /// What of that the refund itself names so.
    package let namedUnshipped: Quantity
    package let amount: Money
  }

  /// Goods, in the order's own order.
  package private(set) var goods: [Part] = []
  /// Gifts that come back.
  package private(set) var returnedGifts: [Part] = []
  /// The order's lines and gifts as they are then.
  package private(set) var lines: [OrderLine]
  package private(set) var gifts: [OrderGift]
  /// Those of the gifts that the refund changes.
  package private(set) var changedGifts: [OrderGift] = []
  package private(set) var status: OrderStatus
  /// The money of the lines that come back, before gifts are charged.
  package private(set) var amount = Money.zero
  /// Points of discount that all refunds, this one included, are to give back; a point is 0.01.
  package private(set) var pointsDue = Money.zero
  /// What all gifts that are charged by now stand for.
  package private(set) var chargeDue = Money.zero

  /// Goods and gifts.
  package var parts: [Part] { goods + returnedGifts }

  private init(_ lines: [OrderLine], _ gifts: [OrderGift], _ status: OrderStatus) {
    self.lines = lines
    self.gifts = gifts
    self.status = status
  }

  /// - Parameter wanted: nil for all that has not come back yet, gifts included.
  package static func make(
    _ lines: [OrderLine], gifts: [OrderGift] = [], status: OrderStatus, wanted: [RefundWish]?
  ) throws(OrderRefusal) -> RefundPlan {
    try require(status, gifts)
    var plan = RefundPlan(lines, gifts, status)
    let take =
      if let wanted {
        try RefundTake.wanted(wanted, of: lines, gifts)
      } else {
        try exact(try RefundTake.all(of: lines, gifts), orThrow: OrderRefusal.amountOutOfRange)
      }
    do throws(DecimalFault) {
      for index in lines.indices { try plan.takeBack(take, line: index) }
      for index in gifts.indices { try plan.takeBack(take, gift: index) }
    } catch {
      throw .amountOutOfRange
    }
    if plan.parts.isEmpty { throw .nothingToRefund }
    let isComplete = plan.lines.allSatisfy { $0.refunded == $0.quantity }
    plan.status = isComplete ? .refunded : .partRefunded
    return plan
  }

  /// A refunded order may still have gifts that come back.
  private static func require(_ status: OrderStatus, _ gifts: [OrderGift]) throws(OrderRefusal) {
    switch status {
    case .paid, .partShipped, .shipped, .partRefunded: return
    case .refunded:
      if gifts.allSatisfy({ $0.refunded == $0.quantity }) { throw .refunded }
    case .created: throw .notPaid
    case .cancelled: throw .cancelled
    case .expired: throw .expired
    }
  }

  private mutating func takeBack(_ take: RefundTake, line index: Int) throws(DecimalFault) {
    var line = lines[index]
    let taken = take.goods[line.lineNumber] ?? RefundTake.Amounts()
    let quantity = try taken.sum
    line.refunded = try line.refunded + quantity
    line.refundedUnshipped = try line.refundedUnshipped + taken.unshipped
    pointsDue =
      try pointsDue
      + line.pointsDiscount.proportion(line.refunded, of: line.quantity, rounding: .down)
    if quantity.isPositive {
      let due = try line.payable.proportion(line.refunded, of: line.quantity)
      let money = try due - line.refundedAmount
      line.refundedAmount = due
      amount = try amount + money
      goods.append(
        Part(
          lineNumber: line.lineNumber, skuID: line.skuID, quantity: quantity,
          unshipped: taken.unshipped, namedUnshipped: taken.named, amount: money))
    }
    lines[index] = line
  }

  /// What the frozen rule makes of a gift, once its goods have come back.
  private mutating func takeBack(_ take: RefundTake, gift index: Int) throws(DecimalFault) {
    var gift = gifts[index]
    let quantity = take.gifts[gift.lineNumber] ?? .zero
    gift.refunded = try gift.refunded + quantity
    var left = Quantity.zero
    for line in lines where line.skuID == gift.rule.skuID {
      left = try left + (line.quantity - line.refunded)
    }
    gift.charged = try gift.due(goodsLeft: left)
    chargeDue = try chargeDue + gift.charge
    if quantity.isPositive {
      returnedGifts.append(
        Part(
          lineNumber: gift.lineNumber, skuID: gift.skuID, quantity: quantity, unshipped: .zero,
          namedUnshipped: .zero, amount: .zero))
    }
    if gift != gifts[index] { changedGifts.append(gift) }
    gifts[index] = gift
  }
}
