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
  init(_ steps: [PromotionStep], amounts: [Int64]) {
    let ordered = steps.sorted(by: Self.isBefore)
    let stackable = ordered.filter(\.promotion.isStackable)
    var chosen: [PromotionStep] = []
    var isExhaustive = true
    for part in Self.parts(stackable, width: amounts.count) {
      let search = PlanSearch(
        part, amounts: amounts, budget: Self.budget(lines: amounts.count))
      chosen += search.run().map { part[$0] }
      if !search.isExhaustive { isExhaustive = false }
    }
    chosen.sort(by: Self.isBefore)
    var best = Self.score(chosen, amounts)
    for step in ordered where !step.promotion.isStackable {
      let alone = Self.score([step], amounts)
      guard alone.isBetter(than: best) else { continue }
      best = alone
      chosen = [step]
    }
    self.steps = chosen
    self.isExhaustive = isExhaustive
  }

  /// By type, priority and id.
  private static func isBefore(_ left: PromotionStep, _ right: PromotionStep) -> Bool {
    let (one, other) = (left.promotion, right.promotion)
    return (one.rule.type.rank, one.priority, one.id)
      < (other.rule.type.rank, other.priority, other.id)
  }

  private static func score(_ steps: [PromotionStep], _ amounts: [Int64]) -> PlanScore {
    var amounts = amounts
    var score = PlanScore(ids: steps.map(\.promotion.id).sorted())
    for step in steps {
      let discount = step.apply(to: &amounts)
      score.discount = score.discount.adding(capped: discount)
      score.benefit += Int128(discount) + Int128(step.giftValue)
    }
    return score
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
