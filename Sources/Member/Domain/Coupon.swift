package import Kernel

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
