/// Says how much the steps that are still to be decided can add at most, whichever are taken.
///
/// Two bounds, both never too low; the lower one counts. One adds up what each step would take
/// from the present amounts, of an exclusive group only the best. The other follows all steps
/// through: lines at their lowest special price, times all rates that are still to come, less all
/// bundles and reductions. It knows that a tenth of nine tenths is less than a tenth.
struct PlanBounds: Sendable {
  /// Rates are kept in billionths, rounded down.
  private static let one: Int128 = 1_000_000_000

  private let steps: [PromotionStep]
  private let groups: [Int?]
  private let lines: [Int]
  /// What `steps[depth...]` may do, by depth.
  private var ahead: [Ahead] = []

  private struct Ahead: Sendable {
    /// The lowest special price of each line.
    var targets: [Int64]
    /// The product of all rates on each line.
    var factors: [Int128]
    var largestFactor: Int128 = PlanBounds.one
    /// Cents by which rounding may favour the customer.
    var slack: Int128 = 0
    /// Whether only tiers over all lines come after the rates, so that sums decide alone.
    var tiersSeeEverything = true
  }

  /// - Parameters:
  ///   - groups: of each step its group's number, if it has one
  ///   - lines: all that the steps touch
  init(_ steps: [PromotionStep], groups: [Int?], lines: [Int], width: Int) {
    self.steps = steps
    self.groups = groups
    self.lines = lines
    var next = Ahead(
      targets: Array(repeating: .max, count: width),
      factors: Array(repeating: Self.one, count: width))
    ahead = [next]
    for step in steps.reversed() {
      Self.add(step, to: &next, lines: lines)
      ahead.append(next)
    }
    ahead.reverse()
  }

  private static func add(_ step: PromotionStep, to next: inout Ahead, lines: [Int]) {
    switch step.action {
    case .specialPrice(let targets):
      for (line, target) in zip(step.lines, targets) {
        next.targets[line] = min(next.targets[line], target)
      }
    case .discount(let off): add(off: off, of: 10_000, step, to: &next)
    case .every(let tier):
      next.tiersSeeEverything = false
      add(off: min(tier.reduce, tier.threshold), of: tier.threshold, step, to: &next)
    case .tiers:
      if step.lines.count != lines.count { next.tiersSeeEverything = false }
    case .bundle, .gift: break
    }
    next.largestFactor = lines.map { next.factors[$0] }.max() ?? one
  }

  private static func add(
    off: Int64, of whole: Int64, _ step: PromotionStep, to next: inout Ahead
  ) {
    // Cents go to lines by rounding: where later rates differ, it matters to which.
    let isEven = Set(step.lines.map { next.factors[$0] }).count <= 1
    next.slack += isEven ? 1 : Int128(2 + step.lines.count / 2)
    for line in step.lines {
      next.factors[line] = next.factors[line] * (Int128(whole) - Int128(off)) / Int128(whole)
    }
  }

  /// The most that `steps[depth...]` can add to the benefit.
  func remaining(_ depth: Int, _ amounts: [Int64], usedGroups: [Bool]) -> Int128 {
    var best = Array(repeating: Int64(0), count: usedGroups.count)
    var (alone, gifts, bundles, reductions) = (Int128(0), Int128(0), Int128(0), Int128(0))
    for index in depth..<steps.count {
      if let group = groups[index], usedGroups[group] { continue }
      let potential = steps[index].potential(amounts)
      if let group = groups[index] {
        best[group] = max(best[group], potential)
      } else {
        alone += Int128(potential)
      }
      switch steps[index].action {
      case .gift: gifts += Int128(potential)
      case .bundle: bundles += Int128(potential)
      case .tiers: reductions += Int128(potential)
      case .specialPrice, .discount, .every: break
      }
    }
    for value in best { alone += Int128(value) }
    let total = lines.reduce(Int128(0)) { $0 + Int128(amounts[$1]) }
    let lowest = lowest(depth, amounts, usedGroups, total, bundles, reductions)
    return min(alone, total - lowest + gifts)
  }

  /// Less than the lines can come to, whichever steps are taken.
  private func lowest(
    _ depth: Int, _ amounts: [Int64], _ usedGroups: [Bool], _ total: Int128, _ bundles: Int128,
    _ reductions: Int128
  ) -> Int128 {
    let state = ahead[depth]
    var scaled: Int128 = 0
    for line in lines {
      scaled += Int128(min(amounts[line], state.targets[line])) * state.factors[line]
    }
    // Rounded down once more than need be, for the quotient below zero.
    let before = max((scaled - bundles * state.largestFactor) / Self.one - 1 - state.slack, 0)
    guard reductions > 0 else { return before }
    guard state.tiersSeeEverything else { return max(before - reductions, 0) }
    return lowestAfterTiers(depth, usedGroups, from: before, to: total)
  }

  /// A sum that reaches a threshold pays for it by being that high: the lowest of `sum less all
  /// reductions that it reaches`, over the sums that are possible.
  private func lowestAfterTiers(
    _ depth: Int, _ usedGroups: [Bool], from least: Int128, to most: Int128
  ) -> Int128 {
    var tiers: [[PromotionStep.Tier]] = []
    for index in depth..<steps.count {
      if let group = groups[index], usedGroups[group] { continue }
      if case .tiers(let own) = steps[index].action { tiers.append(own) }
    }
    var sums: Set<Int64> = [Int64(clamping: min(least, most))]
    for tier in tiers.joined() where Int128(tier.threshold) > least {
      if Int128(tier.threshold) <= most { sums.insert(tier.threshold) }
    }
    var lowest = most
    for sum in sums {
      var rest = Int128(sum)
      for own in tiers { rest -= Int128(PromotionStep.best(of: own, for: sum)) }
      lowest = min(lowest, rest)
    }
    return max(lowest, 0)
  }
}
