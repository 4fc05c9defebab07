/// The price lists that a SKU may stand in.
package enum PriceList: String, CaseIterable, Sendable {
  /// What anyone pays; wins over the SKU's own price.
  case retail
  case member
  case wholesale
}

/// The retail prices of a SKU from some moment on: which one is in force when.
///
/// Of the periods that cover a moment the one that began last wins.
package struct RetailPlan: Equatable, Sendable {
  package struct Period: Equatable, Sendable {
    package let from: Instant
    /// The first moment behind it; nil for never.
    package let to: Instant?
    package let price: UnitPrice

    package init(from: Instant, to: Instant?, price: UnitPrice) {
      self.from = from
      self.to = to
      self.price = price
    }

    func covers(_ time: Instant) -> Bool {
      from <= time && to.map { time < $0 } != false
    }
  }

  /// The newest first.
  package let periods: [Period]

  /// No retail prices: the SKU's own holds.
  package static let none = RetailPlan([])

  /// - Parameter periods: in any order, no two with the same beginning
  package init(_ periods: [Period]) {
    self.periods = periods.sorted { $0.from > $1.from }
  }

  /// The price in force; nil when no period covers the moment.
  package func price(at time: Instant) -> UnitPrice? { winner(at: time)?.price }

  /// The first moment after `time` at which another price may be in force; nil when none comes.
  package func nextTurn(after time: Instant) -> Instant? {
    periods.flatMap { [$0.from, $0.to ?? time] }.filter { $0 > time }.min()
  }

  /// The periods that win at `time` or ever after: the plan without its past.
  package func pruned(at time: Instant) -> RetailPlan {
    // Who wins can only change where a period begins or ends.
    let turns = [time] + periods.flatMap { [$0.from, $0.to ?? time] }.filter { $0 > time }
    let winners = turns.compactMap { winner(at: $0) }
    return RetailPlan(periods.filter { winners.contains($0) })
  }

  private func winner(at time: Instant) -> Period? { periods.first { $0.covers(time) } }
}
