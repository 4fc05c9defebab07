/// The contract's best plan by brute force: every set of promotions, every step done as the text
/// says. It shares no code with the centre.
enum PlanOracle {
  typealias Promotion = OracleCase.Offer
  typealias Line = OracleCase.Line

  struct Run {
    var amounts: [Int]
    var takes: [Int] = []
    var gifts: [OracleAnswer.Gift] = []

    func benefit(of original: Int) -> Int {
      original - amounts.reduce(0, +) + gifts.reduce(0) { $0 + $1.value }
    }
  }

  static func answer(_ given: OracleCase) -> OracleAnswer {
    let bySKU = given.lines.sorted { $0.sku < $1.sku }
    let original = amounts(given.lines).reduce(0, +)
    var best: [Promotion] = []
    var bestRun = run([], bySKU)
    for plan in plans(given.open) {
      let run = run(plan, bySKU)
      if isBetter(run, plan, than: bestRun, best, original) { (best, bestRun) = (plan, run) }
    }
    // The cents of ties go to the earlier line as the basket was sent, where that changes nothing
    // else.
    var discounts: [Int]
    let asSent = run(best, given.lines)
    if asSent.takes == bestRun.takes {
      discounts = zip(amounts(given.lines), asSent.amounts).map { $0 - $1 }
    } else {
      let before = amounts(bySKU)
      discounts = given.lines.map { line in
        bySKU.indices.filter { bySKU[$0].sku == line.sku }
          .reduce(0) { $0 + before[$1] - bestRun.amounts[$1] }
      }
    }
    return OracleAnswer(
      discount: original - bestRun.amounts.reduce(0, +), benefit: bestRun.benefit(of: original),
      ids: best.map(\.id).sorted(), takes: bestRun.takes, discounts: discounts,
      gifts: bestRun.gifts)
  }

  /// Empty, one, or several that all stack with no two in one group; in the order of application.
  static func plans(_ promotions: [Promotion]) -> [[Promotion]] {
    var plans: [[Promotion]] = [[]]
    for promotion in promotions where !promotion.isStackable { plans.append([promotion]) }
    let stackable = promotions.filter(\.isStackable)
    for mask in 1..<max(1 << stackable.count, 2) where !stackable.isEmpty {
      let plan = stackable.indices.filter { mask >> $0 & 1 == 1 }.map { stackable[$0] }
      let groups = plan.compactMap(\.group)
      if Set(groups).count == groups.count { plans.append(plan) }
    }
    return plans.map { $0.sorted { order($0) < order($1) } }
  }

  private static func order(_ promotion: Promotion) -> (Int, Int, Int) {
    let type =
      switch promotion.rule {
      case .special: 1
      case .bundle: 2
      case .discount: 3
      case .reduction: 4
      case .gift: 5
      }
    return (type, promotion.priority, promotion.id)
  }

  private static func isBetter(
    _ run: Run, _ plan: [Promotion], than other: Run, _ otherPlan: [Promotion], _ original: Int
  ) -> Bool {
    let (one, two) = (run.benefit(of: original), other.benefit(of: original))
    if one != two { return one > two }
    let (first, second) = (run.amounts.reduce(0, +), other.amounts.reduce(0, +))
    if first != second { return first < second }
    if plan.count != otherPlan.count { return plan.count < otherPlan.count }
    for (mine, theirs) in zip(plan.map(\.id).sorted(), otherPlan.map(\.id).sorted())
    where mine != theirs {
      return mine < theirs
    }
    return false
  }

  /// price × qty, both in ten-thousandths, to cents, half up.
  private static func amount(_ price: Int, _ quantity: Int) -> Int {
    let exact = Int128(price) * Int128(quantity)
    return Int((exact + 500_000) / 1_000_000)
  }

  static func amounts(_ lines: [Line]) -> [Int] { lines.map { amount($0.price, $0.quantity) } }

  static func run(_ plan: [Promotion], _ lines: [Line]) -> Run {
    var run = Run(amounts: amounts(lines))
    for promotion in plan {
      let scope = lines.indices.filter { index in
        (promotion.skus.isEmpty || promotion.skus.contains(lines[index].sku))
          && (promotion.categories.isEmpty
            || !promotion.categories.isDisjoint(with: lines[index].categories))
      }
      let before = run.amounts.reduce(0, +)
      apply(promotion, lines, scope, &run)
      run.takes.append(before - run.amounts.reduce(0, +))
    }
    return run
  }

  private static func apply(
    _ promotion: Promotion, _ lines: [Line], _ scope: [Int], _ run: inout Run
  ) {
    let sum = scope.reduce(0) { $0 + run.amounts[$1] }
    switch promotion.rule {
    case .special(let prices):
      for index in scope {
        guard let pair = prices.first(where: { $0.sku == lines[index].sku }) else { continue }
        run.amounts[index] = min(run.amounts[index], amount(pair.value, lines[index].quantity))
      }
    case .bundle(let components, let price):
      bundle(components, price, lines, scope, &run)
    case .discount(let rate):
      let cut = (sum * (10_000 - rate) * 2 + 10_000) / 20_000
      share(cut, scope, scope.map { Int128(run.amounts[$0]) }, &run)
    case .reduction(let tiers, let every):
      var cut = 0
      if every {
        cut = tiers[0].reduce * (sum / tiers[0].threshold)
      } else {
        for tier in tiers where tier.threshold <= sum { cut = tier.reduce }
      }
      share(min(cut, sum), scope, scope.map { Int128(run.amounts[$0]) }, &run)
    case .gift(let sku, let buy, let gift, let each, let repeats, let price):
      guard let index = scope.first(where: { lines[$0].sku == sku }) else { return }
      var times = lines[index].quantity / buy
      if !repeats { times = min(times, 1) }
      if times == 0 { return }
      run.gifts.append(
        OracleAnswer.Gift(
          promotion: promotion.id, sku: gift, quantity: times * each,
          value: amount(price, times * each)))
    }
  }

  private static func bundle(
    _ components: [OracleCase.Pair], _ price: Int, _ lines: [Line], _ scope: [Int],
    _ run: inout Run
  ) {
    var sets = Int.max
    for component in components {
      let held = scope.first { lines[$0].sku == component.sku }.map { lines[$0].quantity } ?? 0
      sets = min(sets, held / component.value)
    }
    if sets == 0 { return }
    let taken = scope.filter { index in components.contains { $0.sku == lines[index].sku } }
    // All parts over the product of the lines' quantities.
    let whole = taken.reduce(Int128(1)) { $0 * Int128(lines[$1].quantity) }
    let parts = taken.map { index in
      let each = components.filter { $0.sku == lines[index].sku }.reduce(0) { $0 + $1.value }
      return Int128(run.amounts[index]) * Int128(sets * each)
        * (whole / Int128(lines[index].quantity))
    }
    let above = parts.reduce(0, +) - Int128(sets * price) * whole
    if above <= 0 { return }
    share(Int((above * 2 + whole) / (whole * 2)), taken, parts, &run)
  }

  /// Every share down to the cent, the cents left one each to the largest remainders.
  private static func share(
    _ cut: Int, _ lines: [Int], _ weights: [Int128], _ run: inout Run
  ) {
    if cut <= 0 { return }
    let total = weights.reduce(0, +)
    var left = cut
    var remainders: [(rest: Int128, place: Int)] = []
    for (place, weight) in weights.enumerated() {
      let exact = Int128(cut) * weight
      run.amounts[lines[place]] -= Int(exact / total)
      left -= Int(exact / total)
      remainders.append((exact % total, place))
    }
    remainders.sort { $0.rest != $1.rest ? $0.rest > $1.rest : $0.place < $1.place }
    for index in 0..<left { run.amounts[lines[remainders[index].place]] -= 1 }
  }
}
