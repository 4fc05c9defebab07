/// What orders and their refunds may have in them. A run of samples must have met each often enough
/// to say anything of it.
enum RefundFeature: String, CaseIterable {
  case promotion, gift, coupon, points, paidWithPoints, weighed, oneCentLine, freeLine
  case sameGoodsTwice, bigOrder
  case severalRefunds, chargedInMoney, chargedInPoints, chargeThatWaits, chargedGiftBack
  case lastRefundTakesAll

  /// How many orders have each.
  typealias Counts = [RefundFeature: Int]
}

extension RefundSample {
  /// What the order has in it.
  var features: Set<RefundFeature> {
    var found: Set<RefundFeature> = []
    if lines.contains(where: { $0.promoDiscount.isPositive }) { found.insert(.promotion) }
    if gifts.contains(where: { $0.value.isPositive }) { found.insert(.gift) }
    if coupons.contains(where: { $0 > 0 }) { found.insert(.coupon) }
    if usedPoints > 0 { found.insert(.points) }
    if tenderPoints.isPositive { found.insert(.paidWithPoints) }
    if lines.contains(where: { $0.quantity.scaled % 10_000 != 0 }) { found.insert(.weighed) }
    if lines.contains(where: { $0.payable.scaled == 1 && $0.original.scaled > 1 }) {
      found.insert(.oneCentLine)
    }
    if lines.contains(where: { $0.payable.isZero }) { found.insert(.freeLine) }
    if Set(lines.map(\.skuID)).count < lines.count { found.insert(.sameGoodsTwice) }
    if lines.count == 6 { found.insert(.bigOrder) }
    return found
  }
}
