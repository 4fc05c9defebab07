/// A promotion as it is stored.
struct PromotionAnswer: ObjectAnswer {
  let promotion: Promotion
  let status: PromotionStatus
  let version: Int64
  let createdAt: Instant
  /// Orders that have it now; without a limit of all orders counted up to `UsageStore.mostCounted`.
  var used: Int64

  static let shape: [AnswerField<PromotionAnswer>] = [
    .id("promo_id") { $0.promotion.id },
    .text("name") { $0.promotion.name },
    .choice("type") { $0.promotion.rule.type },
    .answer("rule") { $0.promotion.rule },
    .answer("scope") { $0.promotion.scope },
    .instant("starts_at") { $0.promotion.startsAt },
    .instant("ends_at") { $0.promotion.endsAt },
    .integer("priority") { $0.promotion.priority },
    .flag("stackable") { $0.promotion.isStackable },
    .optionalText("exclusive_group") { $0.promotion.exclusiveGroup },
    .optionalID("usage_limit") { $0.promotion.usageLimit },
    .optionalID("per_member_limit") { $0.promotion.perMemberLimit },
    .choice("status") { $0.status },
    .integer("used") { $0.used },
    .instant("created_at") { $0.createdAt },
    .integer("version") { $0.version },
  ]
}
