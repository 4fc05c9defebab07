extension PromoPlan: ObjectAnswer {
  package static let shape: [AnswerField<PromoPlan>] = [
    .decimal("original") { $0.original },
    .decimal("discount") { $0.discount },
    .decimal("payable") { $0.payable },
    .answer("lines") { $0.lines },
    .answer("gifts") { $0.gifts },
    .answer("applied") { $0.applied },
    .answer("rejected") { $0.rejected },
    .answer("dropped") { $0.dropped },
    .flag("exhaustive") { $0.isExhaustive },
  ]
}

extension PromoPlanLine: ObjectAnswer {
  package static let shape: [AnswerField<PromoPlanLine>] = [
    .id("sku_id") { $0.skuID },
    .decimal("qty") { $0.quantity },
    .decimal("price") { $0.price },
    .decimal("retail_price") { $0.retailPrice },
    .text("price_list") { $0.priceList },
    .decimal("original") { $0.original },
    .decimal("discount") { $0.discount },
    .decimal("payable") { $0.payable },
  ]
}

extension PromoGift: ObjectAnswer {
  package static let shape: [AnswerField<PromoGift>] = [
    .id("sku_id") { $0.goods.skuID },
    .decimal("qty") { $0.goods.quantity },
    .id("promo_id") { $0.promotionID },
    .decimal("value") { $0.goods.value },
  ]
}

extension AppliedPromotion: ObjectAnswer {
  package static let shape: [AnswerField<AppliedPromotion>] = [
    .id("promo_id") { $0.promotion.id },
    .text("name") { $0.promotion.name },
    .decimal("discount") { $0.discount },
  ]
}

extension RejectedPromotion: ObjectAnswer {
  package static let shape: [AnswerField<RejectedPromotion>] = [
    .id("promo_id") { $0.promotionID },
    .choice("reason") { $0.reason },
  ]
}
