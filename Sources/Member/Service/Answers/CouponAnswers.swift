extension Coupon: ObjectAnswer {
  package static let shape: [AnswerField<Coupon>] = [
    .id("coupon_id") { $0.id },
    .id("template_id") { $0.templateID },
    .id("member_id") { $0.memberID },
    .text("name") { $0.name },
    .choice("type") { $0.benefit.kind },
    .optionalDecimal("amount") { $0.benefit.amount },
    .optionalDecimal("rate") { $0.benefit.rate },
    .optionalDecimal("threshold") { $0.threshold },
    .ids("store_ids") { $0.storeIDs.sorted() },
    .choice("status") { $0.status },
    .instant("valid_from") { $0.period.start },
    .instant("valid_to") { $0.period.end },
    .optionalText("order_no") { $0.orderNumber },
    .instant("claimed_at") { $0.claimedAt },
    .optionalInstant("used_at") { $0.usedAt },
  ]
}

extension CouponTemplate: ObjectAnswer {
  package static let shape: [AnswerField<CouponTemplate>] = [
    .id("template_id") { $0.id },
    .text("name") { $0.terms.name },
    .choice("type") { $0.terms.benefit.kind },
    .optionalDecimal("amount") { $0.terms.benefit.amount },
    .optionalDecimal("rate") { $0.terms.benefit.rate },
    .optionalDecimal("threshold") { $0.terms.threshold },
    .optionalID("valid_days") { $0.terms.validity.days },
    .optionalInstant("valid_from") { $0.terms.validity.period?.start },
    .optionalInstant("valid_to") { $0.terms.validity.period?.end },
    .optionalID("total") { $0.terms.total },
    .integer("per_member") { $0.terms.perMember },
    .integer("issued") { $0.issued },
    .ids("store_ids") { $0.terms.storeIDs.sorted() },
    .choice("status") { $0.status },
    .integer("version") { $0.version },
    .instant("created_at") { $0.createdAt },
  ]
}

extension VoidedCoupons: ObjectAnswer {
  package static let shape: [AnswerField<VoidedCoupons>] = [
    .integer("voided") { $0.voided },
    .integer("locked") { $0.locked },
  ]
}
