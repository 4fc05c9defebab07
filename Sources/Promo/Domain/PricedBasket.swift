/// One line of the basket to be priced; each SKU has one line.
package struct BasketLine: Equatable, Sendable {
  package let skuID: Int64
  package let quantity: Quantity
  package let price: UnitPrice
  /// The category of its item and all above it.
  package let categoryIDs: [Int64]

  package init(skuID: Int64, quantity: Quantity, price: UnitPrice, categoryIDs: [Int64] = []) {
    self.skuID = skuID
    self.quantity = quantity
    self.price = price
    self.categoryIDs = categoryIDs
  }
}

/// A promotion that may be used now, with the retail price of its gift.
package struct PromotionCandidate: Equatable, Sendable {
  package let promotion: Promotion
  package let giftPrice: UnitPrice

  package init(_ promotion: Promotion, giftPrice: UnitPrice = .zero) {
    self.promotion = promotion
    self.giftPrice = giftPrice
  }
}

/// A basket with the best plan applied.
package struct PricedBasket: Equatable, Sendable {
  package struct Line: Equatable, Sendable {
    package let original: Money
    package let discount: Money
    package let payable: Money
  }

  package let original: Money
  package let discount: Money
  package let payable: Money
  /// In the order of the basket.
  package let lines: [Line]
  /// In the order of application.
  package let applied: [AppliedPromotion]
  package let rejected: [RejectedPromotion]
  /// False when the search was cut off; see `BestPlan`.
  package let isExhaustive: Bool

  /// Prices a basket; each SKU has one line.
  package static func make(
    _ basket: [BasketLine], _ candidates: [PromotionCandidate]
  ) throws(PromoRefusal) -> PricedBasket {
    let originals = try originals(basket)
    // Decided in the order of SKUs, so that no order of the lines can change what is decided.
    let order = basket.indices.sorted { basket[$0].skuID < basket[$1].skuID }
    var amounts = order.map { originals[$0] }
    var (steps, rejected) = steps(candidates, order.map { basket[$0] }, amounts)
    let plan = BestPlan.find(steps, amounts: amounts)
    let takes = plan.steps.map { $0.apply(to: &amounts) }
    var payables = Array(repeating: Int64(0), count: basket.count)
    for (place, line) in order.enumerated() { payables[line] = amounts[place] }
    if let asSent = asSent(plan, candidates, basket, originals, takes) { payables = asSent }
    let chosen = Set(plan.steps.map(\.promotion.id))
    steps.removeAll { chosen.contains($0.promotion.id) }
    rejected += steps.map { RejectedPromotion(promotionID: $0.promotion.id, reason: .notBest) }
    do throws(DecimalFault) {
      var lines: [Line] = []
      for (original, payable) in zip(originals, payables) {
        lines.append(
          Line(
            original: try Money(checking: original),
            discount: try Money(checking: original.subtracting(capped: payable)),
            payable: try Money(checking: payable)))
      }
      var applied: [AppliedPromotion] = []
      for (step, discount) in zip(plan.steps, takes) {
        let gift: PlannedGift? = if case .gift(let planned) = step.action { planned } else { nil }
        applied.append(
          AppliedPromotion(
            promotion: step.promotion, discount: try Money(checking: discount), gift: gift))
      }
      let original = try Money.sum(lines.map(\.original))
      let discount = try Money.sum(lines.map(\.discount))
      return PricedBasket(
        original: original, discount: discount, payable: try original - discount, lines: lines,
        applied: applied, rejected: rejected, isExhaustive: plan.isExhaustive)
    } catch {
      throw .amountOutOfRange
    }
  }

  /// price × quantity of each line, which must add up to an amount of money.
  private static func originals(_ basket: [BasketLine]) throws(PromoRefusal) -> [Int64] {
    do throws(DecimalFault) {
      var amounts: [Money] = []
      for line in basket { amounts.append(try line.price.amount(for: line.quantity)) }
      _ = try Money.sum(amounts)
      return amounts.map(\.scaled)
    } catch {
      throw .amountOutOfRange
    }
  }

  /// The candidates that may do something here, and why the others do not.
  private static func steps(
    _ candidates: [PromotionCandidate], _ basket: [BasketLine], _ amounts: [Int64]
  ) -> ([PromotionStep], [RejectedPromotion]) {
    var steps: [PromotionStep] = []
    var rejected: [RejectedPromotion] = []
    for candidate in candidates {
      let id = candidate.promotion.id
      switch PromotionStep.fit(candidate, to: basket) {
      case .outOfScope: rejected.append(RejectedPromotion(promotionID: id, reason: .scope))
      case .withoutEffect: rejected.append(RejectedPromotion(promotionID: id, reason: .noEffect))
      case .step(let step):
        if step.potential(amounts) > 0 {
          steps.append(step)
        } else {
          rejected.append(RejectedPromotion(promotionID: id, reason: .noEffect))
        }
      }
    }
    return (steps, rejected)
  }

  /// The amounts with the cents of ties on the earlier line as the basket was sent, unless that
  /// would change what any promotion takes.
  private static func asSent(
    _ plan: BestPlan, _ candidates: [PromotionCandidate], _ basket: [BasketLine],
    _ originals: [Int64], _ takes: [Int64]
  ) -> [Int64]? {
    var amounts = originals
    for (step, take) in zip(plan.steps, takes) {
      guard
        let candidate = candidates.first(where: { $0.promotion.id == step.promotion.id }),
        case .step(let own) = PromotionStep.fit(candidate, to: basket),
        own.apply(to: &amounts) == take
      else { return nil }
    }
    return amounts
  }
}
