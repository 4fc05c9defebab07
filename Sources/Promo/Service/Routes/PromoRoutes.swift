/// The promotion centre's calls.
package enum PromoRoutes {
  private static let create = Permission.code(
    "promo.create", describedAs: "Create promotions 新建促销")
  private static let read = Permission.code("promo.read", describedAs: "Read promotions 查看促销")
  private static let update = Permission.code(
    "promo.update", describedAs: "Enable and disable promotions 启用停用促销")
  private static let calculate = Permission.code(
    "promo.calc", describedAs: "Price baskets 促销试算")

  /// The table, in the order of the API document.
  package static func table(_ environment: CentreEnvironment) -> [Route] {
    [
      .post(
        "/promo/create", create, "Create a promotion, enabled 新建促销并启用", body: PromotionRequest.self,
        creates: true, CreatePromotion.run
      )
      .refusing(.promotionCategoryNotFound, .promotionSKUNotFound, .promotionStoreNotFound),
      .post(
        "/promo/enable", update, "Let a promotion be used 启用促销", body: TurnPromotionRequest.self
      ) { call, body in try TurnPromotion.run(call, body, to: .enabled) }
      .refusing(.promotionNotFound),
      .post(
        "/promo/disable", update, "Let a promotion be used no more 停用促销",
        body: TurnPromotionRequest.self
      ) { call, body in try TurnPromotion.run(call, body, to: .disabled) }
      .refusing(.promotionNotFound),
      .get("/promo/{id}", read, "One promotion 单个促销", PromotionQueries.one)
        .refusing(.promotionNotFound),
      .get(
        "/promo/list", read, "Promotions, newest first 促销列表，新的在前", query: PromotionFilter.self,
        PromotionQueries.list),
      .asking(
        "/promo/calc", calculate,
        "What a basket costs with the best promotions, and why 按最优促销试算购物篮，并说明原因",
        body: BasketRequest.self, CalculateBasket.run
      )
      .refusing(
        .promotionMemberNotFound, .promotionSKUNotFound, .promotionStoreNotFound,
        .promotionAmountOutOfRange, .promotionSKUInactive),
    ]
  }
}
