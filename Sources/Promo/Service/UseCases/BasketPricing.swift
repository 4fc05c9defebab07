import ItemService

/// Prices one basket: who may be a candidate, what the best plan is, and why the others are not in
/// it.
struct BasketPricing {
  private let basket: PromoBasket
  private let time: Instant
  /// The moment that was asked for; nil for now.
  private let moment: Instant?
  private let facts: [Int64: SKUInfo]
  private let dropped: Set<Int64>
  private let database: DatabaseConnection
  private var rejected: [RejectedPromotion] = []
  private var giftFacts: [Int64: SKUInfo] = [:]

  init(
    _ basket: PromoBasket, at time: Instant?, facts: [Int64: SKUInfo],
    without dropped: Set<Int64>, on database: DatabaseConnection
  ) {
    self.basket = basket
    moment = time
    // Without goods there is nothing to price, and no moment.
    self.time = time ?? facts.values.map(\.readAt).max() ?? Instant(microseconds: 0)
    self.facts = facts
    self.dropped = dropped
    self.database = database
  }

  consuming func plan() throws -> PromoPlan {
    // Other stores' promotions are no business of this one.
    var open = try PromotionBoard.shared.promotions(at: time, isNow: moment == nil, on: database)
      .filter { $0.scope.reaches(store: basket.storeID) }
    let prices = try ItemAPI.prices(
      facts.values, list: basket.priceList, at: moment, on: database)
    open = rejecting(open) { promotion in
      promotion.obstacle(
        at: time, channel: basket.channel, memberLevel: basket.memberLevel.map { Int64($0) })
    }
    let lines = try lines(prices, withCategories: open.contains { !$0.scope.categoryIDs.isEmpty })
    open = rejecting(open) { promotion in
      lines.contains(where: promotion.scope.covers) ? nil : .scope
    }
    open = rejecting(open) { dropped.contains($0.id) ? .giftUnavailable : nil }
    let usage = try UsageStore.used(
      open.filter(\.isLimited).map(\.id), memberID: basket.memberID, on: database)
    open = rejecting(open) { promotion in
      promotion.obstacle(
        used: usage[UsageStore.Key(promotion.id, 0)] ?? 0,
        usedByMember: basket.memberID.flatMap { usage[UsageStore.Key(promotion.id, $0)] } ?? 0)
    }
    giftFacts = try gifts(of: open)
    let giftPrices = try giftPrices()
    let candidates = open.compactMap { promotion -> PromotionCandidate? in
      guard case .buyGift(let gift) = promotion.rule else { return PromotionCandidate(promotion) }
      guard let fact = giftFacts[gift.giftSKUID], fact.isActive else {
        rejected.append(
          RejectedPromotion(promotionID: promotion.id, reason: .giftUnavailable))
        return nil
      }
      return PromotionCandidate(promotion, giftPrice: giftPrices[fact.skuID] ?? fact.price)
    }
    return answer(lines, prices, try PricedBasket.make(lines, candidates))
  }

  /// The promotions that meet no obstacle; the others are noted.
  private mutating func rejecting(
    _ promotions: [Promotion], _ obstacle: (Promotion) -> RejectionReason?
  ) -> [Promotion] {
    promotions.filter { promotion in
      guard let reason = obstacle(promotion) else { return true }
      rejected.append(RejectedPromotion(promotionID: promotion.id, reason: reason))
      return false
    }
  }

  /// The gifts' retail prices of the moment that was asked for; those of now stand in their facts.
  private func giftPrices() throws(DatabaseError) -> [Int64: UnitPrice] {
    guard let moment, !giftFacts.isEmpty else { return [:] }
    return try ItemAPI.prices(
      giftFacts.values, list: PromoBasket.retail, at: moment, on: database
    ).mapValues(\.retail)
  }

  private func lines(
    _ prices: [Int64: SKUPrices], withCategories: Bool
  ) throws -> [BasketLine] {
    let categories =
      withCategories
      ? try ItemAPI.categoryLines(facts.values.compactMap(\.categoryID), on: database) : [:]
    var unknown: [String] = []
    let lines = basket.lines.enumerated().compactMap { place, line -> BasketLine? in
      guard let fact = facts[line.skuID] else {
        unknown.append("lines[\(place)].sku_id")
        return nil
      }
      return BasketLine(
        skuID: line.skuID, quantity: line.quantity,
        price: prices[line.skuID]?.charged ?? fact.price,
        categoryIDs: fact.categoryID.flatMap { categories[$0] } ?? [])
    }
    if !unknown.isEmpty { throw PromoRefusal.skuNotFound(fields: unknown) }
    return lines
  }

  /// The facts of the SKUs that these promotions may give away.
  private func gifts(of promotions: [Promotion]) throws(DatabaseError) -> [Int64: SKUInfo] {
    let wanted = Set(
      promotions.compactMap { promotion -> Int64? in
        if case .buyGift(let gift) = promotion.rule { gift.giftSKUID } else { nil }
      })
    let missing = wanted.filter { facts[$0] == nil }.sorted()
    return facts.filter { wanted.contains($0.key) }
      .merging(try ItemAPI.skus(missing, on: database)) { known, _ in known }
  }

  private func answer(
    _ lines: [BasketLine], _ prices: [Int64: SKUPrices], _ priced: PricedBasket
  ) -> PromoPlan {
    PromoPlan(
      original: priced.original, discount: priced.discount, payable: priced.payable,
      lines: zip(lines, priced.lines).map { line, amounts in
        PromoPlanLine(
          skuID: line.skuID, quantity: line.quantity, price: line.price,
          retailPrice: prices[line.skuID]?.retail ?? line.price,
          priceList: prices[line.skuID]?.isListed == true ? basket.priceList : PromoBasket.retail,
          original: amounts.original, discount: amounts.discount, payable: amounts.payable)
      },
      applied: priced.applied,
      rejected: (rejected + priced.rejected).sorted { $0.promotionID < $1.promotionID },
      isExhaustive: priced.isExhaustive, giftFacts: giftFacts)
  }
}
