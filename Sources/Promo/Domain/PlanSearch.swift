/// Finds the best set of stackable steps that hang together: that touch the same lines or share an
/// exclusive group. Branch and bound in the order of application, so that at each step the amounts
/// are exactly what they will be when it is applied.
final class PlanSearch {
  private let steps: [PromotionStep]
  private let groups: [Int?]
  private let bounds: PlanBounds
  /// From this depth on, only full reductions over the very same lines (and gifts) are left, none
  /// of them in a group: then nothing but the sum of these lines decides.
  private let sumDecidesFrom: Int
  /// The lines of that sum.
  private let summedLines: [Int]
  private let initial: [Int64]

  private var best = PlanScore()
  private var bestPath: [Int] = []
  private var hasLeaf = false
  private var path: [Int] = []
  private var usedGroups: [Bool]
  private var seen: [SumKey: Earlier] = [:]
  private var budget: Int
  private(set) var isExhaustive = true

  /// What decides how a plan can go on.
  private struct SumKey: Hashable {
    let depth: Int
    let sum: Int64
  }

  /// The best way that led there.
  private struct Earlier {
    let score: PlanScore
    let path: [Int]
  }

  /// - Parameters:
  ///   - steps: in the order of application
  ///   - budget: nodes to visit at most
  init(_ steps: [PromotionStep], amounts: [Int64], budget: Int) {
    self.steps = steps
    self.initial = amounts
    self.budget = budget
    var numbers: [String: Int] = [:]
    groups = steps.map { step in
      step.promotion.exclusiveGroup.map { name in
        if let known = numbers[name] { return known }
        numbers[name] = numbers.count
        return numbers.count - 1
      }
    }
    usedGroups = Array(repeating: false, count: numbers.count)
    let lines = Set(steps.flatMap(\.lines)).sorted()
    bounds = PlanBounds(steps, groups: groups, lines: lines, width: amounts.count)
    sumDecidesFrom = Self.sumDecides(steps)
    summedLines = steps[sumDecidesFrom...].first { !$0.lines.isEmpty }?.lines ?? []
  }

  /// The chosen steps' places, ascending.
  func run() -> [Int] {
    visit(0, initial, PlanScore())
    return bestPath
  }

  private static func sumDecides(_ steps: [PromotionStep]) -> Int {
    var depth = steps.count
    var lines: [Int]?
    while depth > 0 {
      let step = steps[depth - 1]
      if step.promotion.exclusiveGroup != nil { break }
      switch step.action {
      case .gift: break
      case .tiers, .every:
        if let lines, lines != step.lines { return depth }
        lines = step.lines
      case .specialPrice, .bundle, .discount: return depth
      }
      depth -= 1
    }
    return depth
  }

  private func visit(_ depth: Int, _ amounts: [Int64], _ score: PlanScore) {
    if depth >= sumDecidesFrom {
      visit(depth, sum: summedLines.reduce(0) { $0.adding(capped: amounts[$1]) }, score)
      return
    }
    if hasLeaf {
      guard spend() else { return }
      let most = score.benefit + bounds.remaining(depth, amounts, usedGroups: usedGroups)
      if most < best.benefit { return }
    }
    let step = steps[depth]
    let group = groups[depth]
    if group.map({ !usedGroups[$0] }) ?? true {
      var next = amounts
      let discount = step.apply(to: &next)
      // A step that does nothing only makes the plan longer.
      if discount > 0 || step.giftValue > 0 {
        if let group { usedGroups[group] = true }
        path.append(depth)
        visit(depth + 1, next, score.adding(discount, gift: step.giftValue))
        path.removeLast()
        if let group { usedGroups[group] = false }
      }
    }
    visit(depth + 1, amounts, score)
  }

  /// The same where the sum of the lines decides: which line bears which cent changes nothing.
  private func visit(_ depth: Int, sum: Int64, _ score: PlanScore) {
    guard depth < steps.count else { return arrive(score) }
    if hasLeaf {
      guard spend() else { return }
      let most = score.benefit + remaining(depth, sum: sum)
      if most < best.benefit || !isNew(depth, sum, score) { return }
    }
    let step = steps[depth]
    let discount = step.reduction(of: sum)
    if discount > 0 || step.giftValue > 0 {
      path.append(depth)
      visit(
        depth + 1, sum: sum.subtracting(capped: discount),
        score.adding(discount, gift: step.giftValue))
      path.removeLast()
    }
    visit(depth + 1, sum: sum, score)
  }

  /// The most that `steps[depth...]` can add, where the sum decides: what each gives for this sum,
  /// added up. The last of them to be applied still found its threshold reached, so what is taken
  /// ends no lower than the lowest threshold less its own reduction.
  private func remaining(_ depth: Int, sum: Int64) -> Int128 {
    var (each, gifts, lowest) = (Int64(0), Int128(0), sum)
    for index in depth..<steps.count {
      switch steps[index].action {
      case .tiers(let tiers):
        each = Self.sum(each, PromotionStep.best(of: tiers, for: sum), atMost: sum)
        for tier in tiers where tier.threshold <= sum {
          lowest = min(lowest, max(tier.threshold.subtracting(capped: tier.reduce), 0))
        }
      case .every(let tier):
        each = Self.sum(each, steps[index].reduction(of: sum), atMost: sum)
        if tier.threshold <= sum { lowest = 0 }
      default: gifts += Int128(steps[index].giftValue)
      }
    }
    return Int128(min(each, sum.subtracting(capped: lowest))) + gifts
  }

  private static func sum(_ left: Int64, _ right: Int64, atMost limit: Int64) -> Int64 {
    min(limit, left.adding(capped: right))
  }

  /// Counts a node; false when there are no more to be had.
  private func spend() -> Bool {
    if budget <= 0 { isExhaustive = false }
    budget -= 1
    return budget >= 0
  }

  private func arrive(_ score: PlanScore) {
    guard !hasLeaf || isBetter(score, path, than: best, bestPath) else { return }
    hasLeaf = true
    best = score
    bestPath = path
  }

  /// Whether nothing as good came to the same sum before; what follows would be the same.
  private func isNew(_ depth: Int, _ sum: Int64, _ score: PlanScore) -> Bool {
    let key = SumKey(depth: depth, sum: sum)
    if let earlier = seen[key], !isBetter(score, path, than: earlier.score, earlier.path) {
      return false
    }
    seen[key] = Earlier(score: score, path: path)
    return true
  }

  private func isBetter(
    _ score: PlanScore, _ path: [Int], than other: PlanScore, _ otherPath: [Int]
  ) -> Bool {
    score.isBetter(than: other, path, otherPath) { steps[$0].promotion.id }
  }
}
