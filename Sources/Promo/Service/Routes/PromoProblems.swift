/// The promotion centre's refusals, as clients see them. Numbers 93 … 99 and 35 … 39 of each status
/// are its own.
extension ProblemKind {
  static let promotionNotFound = ProblemKind(
    404, 93, "promo.not_found", en: "There is no such promotion.", zh: "促销不存在。")
  static let promotionSKUNotFound = ProblemKind(
    404, 94, "promo.sku_not_found", en: "Some goods are not known.", zh: "部分商品不存在。")
  static let promotionCategoryNotFound = ProblemKind(
    404, 95, "promo.category_not_found", en: "Some categories are not known.",
    zh: "部分分类不存在。")
  static let promotionStoreNotFound = ProblemKind(
    404, 96, "promo.store_not_found", en: "There is no such store.", zh: "门店不存在。")
  static let promotionMemberNotFound = ProblemKind(
    404, 97, "promo.member_not_found", en: "There is no such member.", zh: "会员不存在。")
  static let promotionSKUInactive = ProblemKind(
    409, 93, "promo.sku_inactive", en: "Some goods are no longer sold.", zh: "部分商品已停售。")
  package static let promotionAmountOutOfRange = ProblemKind(
    409, 94, "promo.amount_out_of_range", en: "The amounts are too large to sum.",
    zh: "金额超出可计算范围。")
}

extension PromoRefusal: ProblemConvertible {
  package var problem: Problem {
    switch self {
    case .notFound: return Problem(.promotionNotFound)
    case .storeNotFound: return Problem(.promotionStoreNotFound)
    case .memberNotFound: return Problem(.promotionMemberNotFound)
    case .skuNotFound(let fields):
      return Problem(.promotionSKUNotFound, for: fields) { $1.field("field", $0) }
    case .namedNotFound(let mentions): return Self.problem(mentions)
    case .skuInactive(let ids): return .naming(.promotionSKUInactive, skuIDs: ids)
    case .amountOutOfRange: return Problem(.promotionAmountOutOfRange)
    }
  }

  /// The first thing says which error it is; the details name all.
  private static func problem(_ mentions: [Mention]) -> Problem {
    var problem =
      switch mentions.first?.thing {
      case .sku: Problem(.promotionSKUNotFound)
      case .category: Problem(.promotionCategoryNotFound)
      case .store, nil: Problem(.promotionStoreNotFound)
      }
    for mention in mentions {
      problem.add {
        $0.field("field", mention.field)
        switch mention.thing {
        case .sku(let id): $0.field("sku_id", id)
        case .category(let id): $0.field("category_id", id)
        case .store(let id): $0.field("store_id", id)
        }
      }
    }
    return problem
  }
}
