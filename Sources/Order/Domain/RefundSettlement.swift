/// What earlier refunds of an order did, as sums.
package struct RefundHistory: Equatable, Sendable {
  /// Money that went back, in tenders of all kinds.
  package let amount: Money
  /// What of the charge of gifts the money bore; and the points, a point being 0.01.
  package let giftCharge: Money
  package let giftPoints: Money
  /// Points that went back: those of the discount, less `giftPoints`, and those that had paid.
  package let points: Money

  package init(amount: Money, giftCharge: Money, giftPoints: Money, points: Money) {
    self.amount = amount
    self.giftCharge = giftCharge
    self.giftPoints = giftPoints
    self.points = points
  }

  package static let none = RefundHistory(
    amount: .zero, giftCharge: .zero, giftPoints: .zero, points: .zero)
}

/// What a refund pays out: the lines' money and points, less what gifts that stay are charged.
///
/// The money bears the charge first, then the points that would come back, one for each 0.01; what
/// neither can bear waits for the next refund. A charged gift that comes back brings back what was
/// borne for it: the points first, as they were taken last.
package struct RefundSettlement: Equatable, Sendable {
  /// What of the charge of gifts the money bears; below zero where a charged gift came back.
  package let giftCharge: Money
  /// What of it the points bear.
  package let giftPoints: Money
  /// What goes back in tenders of all kinds.
  package let amount: Money
  /// `amount`, over all refunds.
  package let amountSoFar: Money
  /// What of `amount` had been paid with points.
  package let paidWithPoints: Money
  /// All points that go back.
  package let points: Money
  /// `amount` without the points.
  package let money: Money

  /// - Parameters:
  ///   - payable: what the order cost
  ///   - pointsPaid: what of it was paid with points
  package static func make(
    _ plan: RefundPlan, payable: Money, pointsPaid: Money, before: RefundHistory
  ) throws(OrderRefusal) -> RefundSettlement {
    do throws(DecimalFault) {
      let tenderBefore = try share(of: pointsPaid, before.amount, payable)
      let discountBefore = try before.points - tenderBefore + before.giftPoints
      // Refunds of before shares were kept may have given back more than the lines say by now.
      let discount = max(.zero, try plan.pointsDue - discountBefore)
      let charge = try plan.chargeDue - before.giftCharge - before.giftPoints
      let comesBack = charge.isNegative
      let giftCharge =
        comesBack ? try charge + min(-charge, before.giftPoints) : min(charge, plan.amount)
      let giftPoints =
        comesBack ? try charge - giftCharge : min(try charge - giftCharge, discount)
      let amount = try plan.amount - giftCharge
      let amountSoFar = try before.amount + amount
      let paidWithPoints = try share(of: pointsPaid, amountSoFar, payable) - tenderBefore
      return RefundSettlement(
        giftCharge: giftCharge, giftPoints: giftPoints, amount: amount, amountSoFar: amountSoFar,
        paidWithPoints: paidWithPoints, points: try discount - giftPoints + paidWithPoints,
        money: try amount - paidWithPoints)
    } catch {
      throw .amountOutOfRange
    }
  }

  /// How many of the points that paid go back when so much of the money does; counted from the
  /// first refund on, so that the last one leaves nothing.
  private static func share(
    of paid: Money, _ part: Money, _ whole: Money
  ) throws(DecimalFault) -> Money {
    whole.isZero ? .zero : try paid.proportion(part, of: whole, rounding: .down)
  }
}
