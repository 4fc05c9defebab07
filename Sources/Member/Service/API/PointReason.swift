import MemberDomain

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

  var growthRule: GrowthRule {
    switch self {
    case .earn: .counts
    case .refund: .countsLosses
    case .redeem, .adjust, .expire: .ignored
    }
  }
}
