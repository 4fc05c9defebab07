/// The best plan of a basket: which promotions it gets, and whether every plan was weighed.
struct BestPlan {
  /// In the order of application.
  let steps: [PromotionStep]
  /// False when the search was cut off at its budget; the plan is then the best that was found.
  let isExhaustive: Bool

  /// Nodes that one search visits at most: enough for every set of eleven promotions, whatever
  /// the bounds are worth, and no more time than a cashier notices.
  private static func budget(lines: Int) -> Int { max(4096, 400_000 / max(lines, 1)) }

  /// - Parameters:
  ///   - steps: those that may do something, in any order
  ///   - amounts: in cents, one a line
  static func find(_ steps: [PromotionStep], amounts: [Int64]) -> BestPlan {
    let ordered = steps.sorted(by: isBefore)
    let stackable = ordered.filter(\.promotion.isStackable)
    var chosen: [PromotionStep] = []
    var isExhaustive = true
    for part in parts(stackable, width: amounts.count) {
      let search = PlanSearch(part, amounts: amounts, budget: budget(lines: amounts.count))
      chosen += search.run().map { part[$0] }
      if !search.isExhaustive { isExhaustive = false }
    }
    chosen.sort(by: isBefore)
    var best = score(chosen, amounts)
    for step in ordered where !step.promotion.isStackable {
      let alone = score([step], amounts)
      guard alone.isBetter(than: best, [step], chosen, by: \.promotion.id) else { continue }
      best = alone
      chosen = [step]
    }
    return BestPlan(steps: chosen, isExhaustive: isExhaustive)
  }

  /// By type, priority and id.
  private static func isBefore(_ left: PromotionStep, _ right: PromotionStep) -> Bool {
    let (one, other) = (left.promotion, right.promotion)
    return (one.rule.type.rank, one.priority, one.id)
      < (other.rule.type.rank, other.priority, other.id)
  }

  private static func score(_ steps: [PromotionStep], _ amounts: [Int64]) -> PlanScore {
    var amounts = amounts
    return steps.reduce(PlanScore()) { score, step in
      score.adding(step.apply(to: &amounts), gift: step.giftValue)
    }
  }

  /// Cuts the steps into parts that know nothing of each other: no line and no exclusive group
  /// in common. The best plan is the best of each part together, ties included: what a plan is
  /// judged by adds up over the parts, and of two lists of the same length the smaller is the one
  /// with the smallest id that is not in both.
  private static func parts(_ steps: [PromotionStep], width: Int) -> [[PromotionStep]] {
    var leader = Array(steps.indices)
    func find(_ index: Int) -> Int {
      var index = index
      while leader[index] != index { index = leader[index] }
      return index
    }
    var byLine: [Int?] = Array(repeating: nil, count: width)
    var byGroup: [String: Int] = [:]
    for index in steps.indices {
      for line in steps[index].lines {
        if let other = byLine[line] { leader[find(index)] = find(other) }
        byLine[line] = index
      }
      if let group = steps[index].promotion.exclusiveGroup {
        if let other = byGroup[group] { leader[find(index)] = find(other) }
        byGroup[group] = index
      }
    }
    var members: [Int: [PromotionStep]] = [:]
    for index in steps.indices { members[find(index), default: []].append(steps[index]) }
    return members.keys.sorted().compactMap { members[$0] }
  }
}

/// How good a plan is.
struct PlanScore: Equatable, Sendable {
  private(set) var benefit: Int128 = 0
  private(set) var discount: Int64 = 0

  func adding(_ discount: Int64, gift: Int64) -> PlanScore {
    PlanScore(
      benefit: benefit + Int128(discount) + Int128(gift),
      discount: self.discount.adding(capped: discount))
  }

  /// By benefit, then discount, then fewer promotions, then the smaller ids.
  /// - Parameters:
  ///   - own: what this plan chose
  ///   - others: what the other plan chose
  func isBetter<Choice>(
    than other: PlanScore, _ own: [Choice], _ others: [Choice], by id: (Choice) -> Int64
  ) -> Bool {
    if benefit != other.benefit { return benefit > other.benefit }
    if discount != other.discount { return discount > other.discount }
    if own.count != others.count { return own.count < others.count }
    return own.map(id).sorted().lexicographicallyPrecedes(others.map(id).sorted())
  }
}
