import JSONCoding
import Kernel
import PromoDomain
import WebAPI

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
    .answer("rule") { RuleAnswer(rule: $0.promotion.rule) },
    .answer("scope") { ScopeAnswer(scope: $0.promotion.scope) },
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

/// A rule: the fields of its type, and no others.
struct RuleAnswer: Answer {
  let rule: PromotionRule

  static var schema: Schema {
    let id = Schema.integer(1...Identifier.maximum)
    let money = Schema.decimal(places: MoneyUnit.places)
    let quantity = Schema.decimal(places: QuantityUnit.places)
    return .object(
      [
        ("prices", .list(PromotionRule.Price.schema, nil)),
        ("components", .list(BundlePart.schema, nil)), ("price", money),
        ("rate", .decimal(places: RateUnit.places)),
        ("tiers", .list(PromotionRule.Tier.schema, nil)), ("every", .boolean), ("sku_id", id),
        ("buy_qty", quantity), ("gift_sku_id", id), ("gift_qty", quantity), ("repeat", .boolean),
      ].map { SchemaProperty($0.0, $0.1, isRequired: false) })
  }

  func write(into writer: inout JSONWriter) { rule.write(into: &writer) }
}

/// A scope, with all its lists.
struct ScopeAnswer: Answer {
  let scope: PromotionScope

  static var schema: Schema {
    .object(
      ["sku_ids", "category_ids", "store_ids", "member_levels"].map {
        SchemaProperty($0, .list(.integer(1...Identifier.maximum), nil), isRequired: true)
      } + [SchemaProperty("channels", .list(.anyText, nil), isRequired: true)])
  }
  func write(into writer: inout JSONWriter) { scope.write(into: &writer) }
}
