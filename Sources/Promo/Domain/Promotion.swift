/// A promotion: what it does, where, when, and how often.
package struct Promotion: Equatable, Sendable {
  /// 0 until it is stored.
  package var id: Int64
  package let name: String
  package let rule: PromotionRule
  package let scope: PromotionScope
  package let startsAt: Instant
  /// The first moment at which it no longer holds.
  package let endsAt: Instant
  /// Smaller ones go first within their type.
  package let priority: Int64
  package let isStackable: Bool
  /// Of the promotions of one group a plan has at most one.
  package let exclusiveGroup: String?
  /// Orders in all.
  package let usageLimit: Int64?
  /// Orders of each member.
  package let perMemberLimit: Int64?

  package init(
    id: Int64 = 0, name: String, rule: PromotionRule, scope: PromotionScope = .everything,
    startsAt: Instant, endsAt: Instant, priority: Int64 = Promotion.standardPriority,
    isStackable: Bool = false, exclusiveGroup: String? = nil, usageLimit: Int64? = nil,
    perMemberLimit: Int64? = nil
  ) {
    self.id = id
    self.name = name
    self.rule = rule
    self.scope = scope
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.priority = priority
    self.isStackable = isStackable
    self.exclusiveGroup = exclusiveGroup
    self.usageLimit = usageLimit
    self.perMemberLimit = perMemberLimit
  }

  package static let standardPriority: Int64 = 100

  /// Whether there is anything to count.
  package var isLimited: Bool { usageLimit != nil || perMemberLimit != nil }

  /// Why the promotion is no candidate for this customer at this time; nil when it may be one.
  /// Whether it reaches the customer's store is for `PromotionScope.reaches` to say.
  package func obstacle(
    at time: Instant, channel: String, memberLevel: Int64?
  ) -> RejectionReason? {
    if time < startsAt { return .notStarted }
    if time >= endsAt { return .ended }
    if !scope.channels.isEmpty, !scope.channels.contains(channel) { return .channel }
    if !scope.memberLevels.isEmpty {
      guard let memberLevel, scope.memberLevels.contains(memberLevel) else { return .memberLevel }
    }
    return nil
  }

  /// Why its limits keep it from being a candidate; nil when there is a use left.
  package func obstacle(used: Int64, usedByMember: Int64) -> RejectionReason? {
    if let usageLimit, used >= usageLimit { return .usageLimit }
    if let perMemberLimit, usedByMember >= perMemberLimit { return .memberLimit }
    return nil
  }
}

/// Whether a promotion may be used. `promotion.status` holds the raw value.
package enum PromotionStatus: String, CaseIterable, Sendable {
  case enabled
  case disabled
}

/// Where a promotion holds. An empty list means everything; lists that are not empty must all
/// agree.
package struct PromotionScope: Equatable, Sendable {
  package let skuIDs: Set<Int64>
  /// Each with everything below it.
  package let categoryIDs: Set<Int64>
  package let storeIDs: Set<Int64>
  package let channels: Set<String>
  package let memberLevels: Set<Int64>

  package init(
    skuIDs: Set<Int64> = [], categoryIDs: Set<Int64> = [], storeIDs: Set<Int64> = [],
    channels: Set<String> = [], memberLevels: Set<Int64> = []
  ) {
    self.skuIDs = skuIDs
    self.categoryIDs = categoryIDs
    self.storeIDs = storeIDs
    self.channels = channels
    self.memberLevels = memberLevels
  }

  /// The whole house.
  package static let everything = PromotionScope()

  /// Whether it holds in the store.
  package func reaches(store: Int64) -> Bool { storeIDs.isEmpty || storeIDs.contains(store) }

  /// Whether a line's goods are meant.
  package func covers(_ line: BasketLine) -> Bool {
    (skuIDs.isEmpty || skuIDs.contains(line.skuID))
      && (categoryIDs.isEmpty || line.categoryIDs.contains(where: categoryIDs.contains))
  }
}

/// Why an enabled promotion is not part of the answer. Clients switch on these.
package enum RejectionReason: String, CaseIterable, Sendable {
  case notStarted = "not_started"
  case ended
  case channel
  case memberLevel = "member_level"
  /// None of the lines is in its scope.
  case scope
  case usageLimit = "usage_limit"
  case memberLimit = "member_limit"
  /// The gift is not sold any more.
  case giftUnavailable = "gift_unavailable"
  /// It would change nothing in this basket, whatever the plan.
  case noEffect = "no_effect"
  /// Another plan is better.
  case notBest = "not_best"
}

/// A promotion of a plan, and what it takes off or gives away.
package struct AppliedPromotion: Equatable, Sendable {
  package let promotion: Promotion
  package let discount: Money
  package let gift: PlannedGift?
}

/// An enabled promotion that is not part of the plan.
package struct RejectedPromotion: Equatable, Sendable {
  package let promotionID: Int64
  package let reason: RejectionReason

  package init(promotionID: Int64, reason: RejectionReason) {
    self.promotionID = promotionID
    self.reason = reason
  }
}
