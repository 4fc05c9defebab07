package import Kernel

/// A basket with the best plan applied.
package struct PricedBasket: Equatable, Sendable {
  package struct Line: Equatable, Sendable {
    package let original: Money
    package let discount: Money
    package let payable: Money
  }

  package struct Applied: Equatable, Sendable {
    package let promotion: Promotion
    package let discount: Money
    package let gift: PlannedGift?
  }

  package struct Rejected: Equatable, Sendable {
    package let promotionID: Int64
    package let reason: RejectionReason
  }

  package let original: Money
  package let discount: Money
  package let payable: Money
  /// In the order of the basket.
  package let lines: [Line]
  /// In the order of application.
  package let applied: [Applied]
  package let rejected: [Rejected]
  /// False when the search was cut off; see `BestPlan`.
  package let isExhaustive: Bool

  /// Prices a basket; each SKU has one line.
  package init(
    _ basket: [BasketLine], _ candidates: [PromotionCandidate]
  ) throws(PromotionRefusal) {
    let originals = try Self.originals(basket)
    // Decided in the order of SKUs, so that no order of the lines can change what is decided.
    let order = basket.indices.sorted { basket[$0].skuID < basket[$1].skuID }
    let sorted = order.map { basket[$0] }
    var amounts = order.map { originals[$0] }
    var (steps, rejected) = Self.steps(candidates, sorted, amounts)
    let plan = BestPlan(steps, amounts: amounts)
    let takes = plan.steps.map { $0.apply(to: &amounts) }
    var payables = Array(repeating: Int64(0), count: basket.count)
    for (place, line) in order.enumerated() { payables[line] = amounts[place] }
    if let asSent = Self.asSent(plan, candidates, basket, originals, takes) {
      payables = asSent
    }

    let chosen = Set(plan.steps.map(\.promotion.id))
    steps.removeAll { chosen.contains($0.promotion.id) }
    rejected += steps.map { Rejected(promotionID: $0.promotion.id, reason: .notBest) }
    do throws(DecimalFault) {
      var lines: [Line] = []
      for (original, payable) in zip(originals, payables) {
        lines.append(
          Line(
            original: try Money(checking: original),
            discount: try Money(checking: original.subtracting(capped: payable)),
            payable: try Money(checking: payable)))
      }
      var applied: [Applied] = []
      for (step, discount) in zip(plan.steps, takes) {
        var gift: PlannedGift?
        if case .gift(let planned) = step.action { gift = planned }
        applied.append(
          Applied(
            promotion: step.promotion, discount: try Money(checking: discount), gift: gift))
      }
      self.lines = lines
      self.applied = applied
      original = try Money.sum(lines.map(\.original))
      discount = try Money.sum(lines.map(\.discount))
      payable = try original - discount
    } catch {
      throw .amountOutOfRange
    }
    self.rejected = rejected
    isExhaustive = plan.isExhaustive
  }

  /// price × quantity of each line, which must add up to an amount of money.
  private static func originals(_ basket: [BasketLine]) throws(PromotionRefusal) -> [Int64] {
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
  ) -> ([PromotionStep], [Rejected]) {
    var steps: [PromotionStep] = []
    var rejected: [Rejected] = []
    for candidate in candidates {
      let id = candidate.promotion.id
      switch PromotionStep.fit(candidate, to: basket) {
      case .outOfScope: rejected.append(Rejected(promotionID: id, reason: .scope))
      case .withoutEffect: rejected.append(Rejected(promotionID: id, reason: .noEffect))
      case .step(let step):
        if step.potential(amounts) > 0 {
          steps.append(step)
        } else {
          rejected.append(Rejected(promotionID: id, reason: .noEffect))
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
