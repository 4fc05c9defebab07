package import Kernel
package import MariaDBClient
import MemberDomain

/// The member centre's door for other centres, called in process and inside their transaction.
///
/// Every function runs on the caller's connection and throws `MemberRefusal` when a rule says no,
/// `DatabaseError` when the database does. None of them begins or ends a transaction. Rows are
/// locked in the house's order: the coupon, and much later the member, then the lots.
package enum MemberAPI {
  /// What is known of a member, without locking anything; nil if there is none. 1 round trip.
  package static func facts(
    _ memberID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> MemberInfo? {
    try MemberQueries.facts(memberID, on: database)
  }

  /// Locks the coupon's row and checks that the member may use it for `amount` in the store now.
  /// 2 round trips.
  ///
  /// - Throws: `MemberRefusal` when there is no such coupon of his, when it is used, void, held by
  ///   an order or past its date, when it is for other stores, or when the amount is below its
  ///   threshold
  package static func coupon(
    _ couponID: Int64, of memberID: Int64, store storeID: Int64, amount: Money,
    on database: DatabaseConnection
  ) throws -> CouponOffer {
    guard let found = try CouponStore.lock(couponID, on: database),
      found.coupon.memberID == memberID
    else { throw MemberRefusal.couponNotFound }
    let coupon = found.coupon
    guard coupon.storeIDs.isEmpty || coupon.storeIDs.contains(storeID) else {
      throw MemberRefusal.couponNotInStore
    }
    try coupon.requireUsable(for: amount, at: found.now)
    return CouponOffer(
      couponID: couponID, benefit: coupon.benefit, threshold: coupon.threshold)
  }

  /// Gives the coupon to an order, once the order's number is known. 1 round trip.
  package static func lockCoupon(
    _ offer: CouponOffer, for order: String, on database: DatabaseConnection
  ) throws {
    guard try CouponStore.hold(offer.couponID, for: order, on: database) else {
      throw MemberRefusal.couponUnavailable(.locked)
    }
  }

  /// The order was paid: its coupon is used. Nothing without one, and nothing when repeated.
  /// 1 round trip.
  package static func useCoupon(
    of order: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try CouponStore.useHeld(by: order, on: database)
  }

  /// The order was cancelled or has expired: its coupon is issued again, or expired when its own
  /// time is over, or void when it was declared so. Nothing without one, and nothing when repeated.
  /// 1 round trip.
  package static func returnCoupon(
    of order: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try CouponStore.giveBack(of: order, on: database)
  }

  /// Changes points; each (reason, reference) once: a repeat changes nothing and gives the first
  /// result. 6 round trips, 8 or 9 when points are spent. Locks the member's row until the
  /// transaction ends, so call it last but for the outbox.
  ///
  /// - Parameters:
  ///   - change: points that come, or go when negative: earliest expiry first. Not 0
  ///   - reference: the document's number; for what orders do, one of `PointReference`
  ///   - expiresAt: of points that come; nil: they stay
  /// - Throws: `MemberRefusal.pointsInsufficient` when there are not enough, `.pointsLimit` when
  ///   the member would have too many, `.pointsConflict` when the reference stands for something
  ///   else already, `.memberNotFound`
  package static func changePoints(
    _ memberID: Int64, by change: Int64, reason: PointReason, reference: String,
    expiresAt: Instant? = nil, on database: DatabaseConnection
  ) throws -> PointChange {
    let order = PointPosting(
      memberID: memberID, change: try ChangePoints.count(change), reason: reason,
      reference: reference, expiresAt: expiresAt)
    return try ChangePoints.run(order, on: database)
  }
}
