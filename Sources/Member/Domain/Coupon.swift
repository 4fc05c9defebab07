/// Where a coupon stands. `coupon.status` holds the raw value.
package enum CouponStatus: String, CaseIterable, Sendable {
  /// Its holder may use it.
  case issued
  /// An order that is not paid yet holds it.
  case locked
  case used
  /// Its time is over.
  case expired
  /// It was declared void.
  case voided
}

/// From when to when a coupon may be used: the start counts, the end does not.
package struct CouponPeriod: Equatable, Sendable {
  package let start: Instant
  package let end: Instant

  package init(start: Instant, end: Instant) {
    self.start = start
    self.end = end
  }

  package func hasStarted(at time: Instant) -> Bool { start <= time }
  package func hasEnded(at time: Instant) -> Bool { end <= time }
}

/// A member's coupon, with what its template says.
package struct Coupon: Equatable, Sendable {
  package let id: Int64
  package let templateID: Int64
  package let memberID: Int64
  package let name: String
  package let benefit: CouponBenefit
  package let threshold: Money?
  /// Where it holds; empty: in the whole house.
  package let storeIDs: Set<Int64>
  /// Past its date it says so, also before the worker came by.
  package let status: CouponStatus
  package let period: CouponPeriod
  package let orderNumber: String?
  package let claimedAt: Instant
  package let usedAt: Instant?

  package init(
    id: Int64, templateID: Int64, memberID: Int64, name: String, benefit: CouponBenefit,
    threshold: Money?, storeIDs: Set<Int64>, status: CouponStatus, period: CouponPeriod,
    orderNumber: String?, claimedAt: Instant, usedAt: Instant?
  ) {
    self.id = id
    self.templateID = templateID
    self.memberID = memberID
    self.name = name
    self.benefit = benefit
    self.threshold = threshold
    self.storeIDs = storeIDs
    self.status = status
    self.period = period
    self.orderNumber = orderNumber
    self.claimedAt = claimedAt
    self.usedAt = usedAt
  }

  /// Refuses a coupon that may not be taken now.
  /// - Parameter amount: of the goods; nil where only the coupon's own state counts
  package func requireUsable(
    for amount: Money?, at time: Instant
  ) throws(MemberRefusal) {
    switch status {
    case .issued: break
    case .expired: throw .couponExpired
    case .locked, .used, .voided: throw .couponUnavailable(status)
    }
    if period.hasEnded(at: time) { throw .couponExpired }
    if !period.hasStarted(at: time) { throw .couponNotYetValid(from: period.start) }
    if let threshold, let amount, amount < threshold {
      throw .couponBelowThreshold(threshold: threshold)
    }
  }
}

/// What declaring coupons void has led to.
package struct VoidedCoupons: Equatable, Sendable {
  package let voided: Int64
  /// Those that orders held: void once they are given back.
  package let locked: Int64

  package init(voided: Int64, locked: Int64) {
    self.voided = voided
    self.locked = locked
  }
}
