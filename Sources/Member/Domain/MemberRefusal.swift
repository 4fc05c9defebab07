/// Why the member centre said no. Nothing was done.
package enum MemberRefusal: Error, Equatable, Sendable {
  case memberNotFound
  case memberInactive
  case storeNotFound
  /// Of a coupon template's stores those that are not the caller's.
  case storesNotFound([Int64])
  case phoneTaken
  case pointsInsufficient(requested: Points, available: Points)
  /// Points, debt or growth would be beyond `Points.maximum`.
  case pointsLimit
  /// The same reason and reference with another member, change or date.
  case pointsConflict
  case templateNotFound
  /// Nobody's, or another member's.
  case couponNotFound
  /// As many were issued as there are, or as one member may have.
  case couponLimitReached(CouponLimit)
  case couponNotYetValid(from: Instant)
  /// Used, or held by an order.
  case couponUnavailable(CouponStatus)
  case couponExpired
  case couponBelowThreshold(threshold: Money)
  /// It holds in other stores.
  case couponNotInStore
  case templateClosed
  /// These of a template never change.
  case templateFieldFixed([String])
  case totalBelowIssued(issued: Int64)
  /// Somebody else has changed the template, or the table of levels.
  case versionStale

  /// Which of a template's limits was reached.
  package enum CouponLimit: String, Equatable, Sendable {
    case total
    case perMember = "per_member"
  }
}
