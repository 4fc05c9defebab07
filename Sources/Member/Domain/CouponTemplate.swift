/// Whether coupons of a kind are still given out. `coupon_template.status` holds the raw value.
package enum CouponTemplateStatus: String, CaseIterable, Sendable {
  case open
  /// No more claims; claimed ones stay good.
  case closed
}

/// What a coupon takes off. `coupon_template.kind` holds the raw value.
package enum CouponKind: String, CaseIterable, Sendable {
  /// An amount.
  case cash
  /// The customer pays a share of the amount: 0.8 is 20 % off.
  case discount
}

/// What a coupon is worth.
package enum CouponBenefit: Equatable, Sendable {
  case cash(Money)
  /// What the customer still pays, above 0 and below 1.
  case discount(Rate)

  package var kind: CouponKind {
    switch self {
    case .cash: .cash
    case .discount: .discount
    }
  }

  package var amount: Money? {
    if case .cash(let amount) = self { amount } else { nil }
  }

  package var rate: Rate? {
    if case .discount(let rate) = self { rate } else { nil }
  }

  /// What comes off `amount`: at most all of it, a share rounded half up to 0.01.
  package func reduction(of amount: Money) -> Money {
    guard amount.isPositive else { return .zero }
    switch self {
    case .cash(let worth): return min(worth, amount)
    case .discount(let rate):
      do throws(DecimalFault) {
        let whole = try Rate(whole: 1)
        let off: Money = try amount.multiplied(by: whole - rate, rounding: .halfUp)
        return min(max(off, .zero), amount)
      } catch {
        // A share below the whole always fits; a rate out of bounds takes nothing off.
        return .zero
      }
    }
  }
}

/// How long the coupons of a template are good.
package enum CouponValidity: Equatable, Sendable {
  /// For so many times 24 hours from the claim.
  case days(Int)
  case period(CouponPeriod)

  /// Nil where a period is fixed.
  package var days: Int64? {
    if case .days(let days) = self { Int64(days) } else { nil }
  }

  /// Nil where days are.
  package var period: CouponPeriod? {
    if case .period(let period) = self { period } else { nil }
  }

  /// The period of a coupon that is claimed now; nil when it would be over already.
  package func period(claimedAt time: Instant) -> CouponPeriod? {
    switch self {
    case .days(let days):
      return CouponPeriod(start: time, end: time.adding(seconds: Int64(days * 86_400)))
    case .period(let period): return period.hasEnded(at: time) ? nil : period
    }
  }
}

/// What a kind of coupon promises. All but its name and its numbers never changes.
package struct CouponTerms: Equatable, Sendable {
  package var name: String
  package let benefit: CouponBenefit
  package let threshold: Money?
  package let validity: CouponValidity
  /// Nil: as many as are asked for.
  package var total: Int64?
  package var perMember: Int64
  /// Where they hold; empty: in the whole house.
  package let storeIDs: Set<Int64>

  package init(
    name: String, benefit: CouponBenefit, threshold: Money?, validity: CouponValidity,
    total: Int64?, perMember: Int64, storeIDs: Set<Int64>
  ) {
    self.name = name
    self.benefit = benefit
    self.threshold = threshold
    self.validity = validity
    self.total = total
    self.perMember = perMember
    self.storeIDs = storeIDs
  }
}

/// What coupons are made from.
package struct CouponTemplate: Equatable, Sendable {
  package let id: Int64
  package var terms: CouponTerms
  package let issued: Int64
  package var status: CouponTemplateStatus
  package private(set) var version: Int64
  package let createdAt: Instant

  package init(
    id: Int64, terms: CouponTerms, issued: Int64, status: CouponTemplateStatus, version: Int64,
    createdAt: Instant
  ) {
    self.id = id
    self.terms = terms
    self.issued = issued
    self.status = status
    self.version = version
    self.createdAt = createdAt
  }

  /// Becomes what was asked for by somebody who has seen `version`.
  package mutating func change(
    to wanted: CouponTemplate, seen version: Int64
  ) throws(MemberRefusal) {
    guard version == self.version else { throw .versionStale }
    if let total = wanted.terms.total, total < issued { throw .totalBelowIssued(issued: issued) }
    terms = wanted.terms
    status = wanted.status
    self.version = version.next
  }
}
