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

  private static let knownSQL = SQLList("member.known", maximum: 50) { count in
    "SELECT member_id, status FROM member WHERE member_id IN (\(SQLSeries.repeated("?", count)))"
  }

  /// Those of the members that there are, and whether each is active; without locking anything.
  /// 1 round trip for up to 50.
  package static func known(
    _ memberIDs: [Int64], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: Bool] {
    try database.dictionary(knownSQL, in: memberIDs) { row throws(DatabaseError) in
      (try row.int(), try row.choice(of: MemberStatus.self) == .active)
    }
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
    guard let found = try CouponStore.forUpdate(couponID, on: database),
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
    let posting = PointPosting(
      memberID: memberID, change: try ChangePoints.count(change), reason: reason,
      reference: reference, expiresAt: expiresAt)
    return try ChangePoints.run(posting, on: database)
  }

  /// Takes points that pay for `reference`, each reference once.
  ///
  /// - Parameter points: 1 or more
  /// - Throws: `MemberRefusal.pointsInsufficient` when there are not enough
  package static func redeem(
    _ points: Int64, of memberID: Int64, for reference: String, on database: DatabaseConnection
  ) throws -> PointChange {
    try changePoints(
      memberID, by: points.negated, reason: .redeem, reference: reference, on: database)
  }

  /// Gives points back that had paid for something, each reference once. They end when those that
  /// were spent would have ended, at once where that is over; more points than were spent stay.
  /// A debt is paid first, by those that end first.
  ///
  /// - Parameters:
  ///   - points: 1 or more
  ///   - spentFor: the references under which they were redeemed; the same one when empty
  ///   - capped: what the member may not have is left out and noted, where nobody can be told no
  /// - Throws: `MemberRefusal.pointsLimit` unless `capped`
  package static func restore(
    _ points: Int64, of memberID: Int64, for reference: String, spentFor: [String] = [],
    capped: Bool = false, on database: DatabaseConnection
  ) throws -> PointChange {
    let posting = PointPosting(
      memberID: memberID, change: try ChangePoints.count(points), reason: .refund,
      reference: reference, beyond: capped ? .cap : .refuse,
      spentFor: spentFor.isEmpty ? [reference] : spentFor)
    return try ChangePoints.run(posting, on: database)
  }
}

/// What other centres need to know of a member.
package struct MemberInfo: Equatable, Sendable {
  package let memberID: Int64
  package let level: Int
  /// Points for each 1.00 paid at that level.
  package let earnRate: Rate
  /// The price list that the level pays by.
  package let priceList: String
  package let points: Points
  package let isActive: Bool
}

/// A coupon that may be taken for a purchase, its row locked until the transaction ends.
package struct CouponOffer: Equatable, Sendable {
  package let couponID: Int64
  let benefit: CouponBenefit
  package let threshold: Money?

  package var kind: CouponKind { benefit.kind }
  /// Of a cash coupon.
  package var amount: Money? { benefit.amount }
  /// Of a discount coupon: the share that the customer pays.
  package var rate: Rate? { benefit.rate }

  /// What comes off `amount`: rounded half up to 0.01, at most all of it.
  package func reduction(of amount: Money) -> Money { benefit.reduction(of: amount) }
}
