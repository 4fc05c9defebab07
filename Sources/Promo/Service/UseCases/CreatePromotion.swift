import ItemService

/// `POST /promo/create`: a new promotion is enabled at once; its time decides when it begins.
enum CreatePromotion {
  static func run(_ call: Call, _ request: PromotionRequest) throws -> PromotionAnswer {
    // A body without a promotion was refused with its faults.
    guard let promotion = request.promotion else { throw Problem(.requestInvalid) }
    try requireStores(promotion.scope, call)
    try requireGoods(promotion, call)
    // The SKUs that the rule names are used from now on: they can be made inactive, not deleted.
    try ItemAPI.markUsed(promotion.rule.skuIDs, on: call.database)
    let id = try PromotionStore.insert(
      promotion, createdBy: call.caller.userID, on: call.database)
    call.object = "promo:\(id)"
    guard let stored = try PromotionQueries.find(id, on: call.database) else {
      throw PromoRefusal.notFound
    }
    try PromotionStore.announce(on: call.database)
    call.afterCommit { _ in PromotionBoard.shared.forget() }
    return stored
  }

  /// Whoever acts for some stores alone says which of them, and makes nothing for the whole house.
  private static func requireStores(_ scope: PromotionScope, _ call: Call) throws {
    let caller = call.caller.scope
    if caller.owns(scope) { return }
    if scope.storeIDs.isEmpty { throw Problem(.forbidden) }
    let others = scope.storeIDs.filter { !caller.contains($0) }.sorted()
    throw PromoRefusal.namedNotFound(
      others.map { .init(field: "scope.store_ids", .store($0)) })
  }

  /// Every SKU and category that the promotion names must be there.
  private static func requireGoods(_ promotion: Promotion, _ call: Call) throws {
    let inRule = promotion.rule.skuIDs
    let inScope = promotion.scope.skuIDs.sorted()
    let known = try ItemAPI.skus(Set(inRule + inScope).sorted(), on: call.database)
    let categories = promotion.scope.categoryIDs.sorted()
    let lines = try ItemAPI.categoryLines(categories, on: call.database)
    let missing: [PromoRefusal.Mention] =
      inRule.filter { known[$0] == nil }.map { .init(field: "rule", .sku($0)) }
      + inScope.filter { known[$0] == nil }.map { .init(field: "scope.sku_ids", .sku($0)) }
      + categories.filter { lines[$0] == nil }.map {
        .init(field: "scope.category_ids", .category($0))
      }
    if !missing.isEmpty { throw PromoRefusal.namedNotFound(missing) }
  }
}

/// `POST /promo/enable` and `/promo/disable`; doing it again changes nothing. What also holds in
/// stores of others is not the caller's to turn.
enum TurnPromotion {
  static func run(
    _ call: Call, _ request: TurnPromotionRequest, to status: PromotionStatus
  ) throws -> PromotionAnswer {
    guard let scope = try PromotionQueries.scope(of: request.promotionID, on: call.database),
      call.caller.scope.owns(scope)
    else { throw PromoRefusal.notFound }
    call.object = "promo:\(request.promotionID)"
    let isTurned = try PromotionStore.turn(request.promotionID, to: status, on: call.database)
    guard let stored = try PromotionQueries.find(request.promotionID, on: call.database) else {
      throw PromoRefusal.notFound
    }
    if isTurned {
      try PromotionStore.announce(on: call.database)
      call.afterCommit { _ in PromotionBoard.shared.forget() }
    }
    return stored
  }
}
