/// Why points change. `point_change.reason` holds the raw value.
package enum PointReason: String, CaseIterable, Sendable {
  /// For a purchase.
  case earn
  /// Spent; with points that come, a spending undone.
  case redeem
  case adjust
  /// For goods that came back: earned points go, or spent ones come back.
  case refund
  case expire

  package var growthRule: GrowthRule {
    switch self {
    case .earn: .counts
    case .refund: .countsLosses
    case .redeem, .adjust, .expire: .ignored
    }
  }
}

/// What a change of points does to growth.
package enum GrowthRule: Sendable {
  /// What was earned counts.
  case counts
  /// What is taken away of what was earned counts; spent points that come back do not.
  case countsLosses
  /// Spending, corrections and expiry do not count.
  case ignored
}

/// What a payment earns, what a refund takes back, and what that does to growth.
package enum PointRules {
  /// The most points that 1.00 earns.
  package static let highestRate: Int64 = 100

  /// ⌊payable × earn rate⌋, exactly; nothing for less than nothing, and never more than a member
  /// may have.
  package static func earned(payable: Money, rate: Rate) -> Points {
    guard payable.isPositive, rate.isPositive else { return 0 }
    return (try? Points(flooring: payable, times: rate)) ?? .maximum
  }

  /// What is to be taken back in all once `refunded` of `payable` was given back: a full refund
  /// takes everything, a part takes its share rounded down.
  package static func takenBack(earned: Points, refunded: Money, payable: Money) -> Points {
    if refunded >= payable { return max(0, earned) }
    guard refunded.isPositive, earned.isPositive else { return 0 }
    // A part of the whole fits where the whole does.
    return (try? earned.proportion(refunded, of: payable)) ?? earned
  }

  /// How far a change of points moves growth.
  package static func growth(of change: Points, _ rule: GrowthRule) -> Points {
    switch rule {
    case .counts: change
    case .countsLosses: min(change, 0)
    case .ignored: 0
    }
  }
}
