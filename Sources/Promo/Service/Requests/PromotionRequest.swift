/// `POST /promo/create`
struct PromotionRequest: RequestBody {
  /// Nil only for a request that was refused.
  let promotion: Promotion?

  init(from fields: inout Fields) {
    let name = fields.text("name", 1...100)
    let type = fields.choice("type", PromotionType.self)
    let rule = fields.object("rule", RuleRequest.self)
    let scope = fields.optionalObject("scope", ScopeRequest.self)
    let startsAt = fields.instant("starts_at")
    let endsAt = fields.instant("ends_at")
    let priority = fields.optionalInteger("priority", -1_000_000...1_000_000)
    let isStackable = fields.flag("stackable", default: false)
    let group = fields.optionalText("exclusive_group", 1...50)
    let usageLimit = fields.optionalInteger("usage_limit", 1...PromotionRequest.mostUses)
    let perMember = fields.optionalInteger("per_member_limit", 1...PromotionRequest.mostUses)
    if startsAt >= endsAt { fields.refuse("ends_at", PromotionRequest.notLater) }
    guard let type, let checked = rule?.rule(of: type, &fields) else {
      promotion = nil
      return
    }
    promotion = Promotion(
      name: name, rule: checked, scope: scope?.scope ?? .everything, startsAt: startsAt,
      endsAt: endsAt, priority: priority ?? Promotion.standardPriority, isStackable: isStackable,
      exclusiveGroup: group, usageLimit: usageLimit, perMemberLimit: perMember)
  }

  private static let mostUses: Int64 = 1_000_000_000_000
  private static let notLater = FaultReason.other(
    english: "must be later than starts_at", chinese: "必须晚于 starts_at")
}

/// Where a promotion holds.
struct ScopeRequest: RequestBody {
  let scope: PromotionScope

  init(from fields: inout Fields) {
    let skus = fields.optionalIDs("sku_ids", 0...1000)
    let categories = fields.optionalIDs("category_ids", 0...200)
    let stores = fields.optionalIDs("store_ids", 0...1000)
    let channels = fields.optionalCodes("channels", 0...20, each: 1...20, .channel)
    let levels = fields.optionalIDs("member_levels", 0...100)
    scope = PromotionScope(
      skuIDs: Set(skus ?? []), categoryIDs: Set(categories ?? []), storeIDs: Set(stores ?? []),
      channels: Set(channels ?? []), memberLevels: Set(levels ?? []))
  }
}

/// `POST /promo/enable` and `/promo/disable`
struct TurnPromotionRequest: RequestBody {
  let promotionID: Int64

  init(from fields: inout Fields) {
    promotionID = fields.id("promo_id")
  }
}

/// `GET /promo/list`
struct PromotionFilter: RequestBody {
  let type: PromotionType?
  let status: PromotionStatus?
  /// Only those that hold at this time.
  let at: Instant?
  let listing: Listing

  init(from fields: inout Fields) {
    type = fields.optionalChoice("type", PromotionType.self)
    status = fields.optionalChoice("status", PromotionStatus.self)
    at = fields.optionalInstant("at")
    listing = fields.listing(sorts: ["-created_at", "priority"])
  }
}
