package import Kernel

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
  /// ⌊payable × earn rate⌋, exactly; nothing for less than nothing.
  package static func earned(payable: Money, rate: Rate) -> Int64 {
    let places = MoneyUnit.places + RateUnit.places
    var one: Int128 = 1
    for _ in 0..<places { one *= 10 }
    let product = Int128(payable.scaled) * Int128(rate.scaled)
    return product <= 0 ? 0 : Int64(clamping: product / one)
  }

  /// What is to be taken back in all once `refunded` of `payable` was given back: a full refund
  /// takes everything, a part takes its share rounded down.
  package static func takenBack(earned: Int64, refunded: Money, payable: Money) -> Int64 {
    if refunded >= payable { return max(0, earned) }
    guard refunded.isPositive, earned > 0 else { return 0 }
    return Int64(clamping: Int128(earned) * Int128(refunded.scaled) / Int128(payable.scaled))
  }

  /// How far a change of points moves growth.
  package static func growth(of change: Int64, _ rule: GrowthRule) -> Int64 {
    switch rule {
    case .counts: change
    case .countsLosses: min(change, 0)
    case .ignored: 0
    }
  }
}
