/// What a member has of points, owes of them, and has grown by. Points and debt are never both
/// above 0, and none of the three is beyond `Points.maximum` (contract part 2, section A).
package struct PointAccount: Equatable, Sendable {
  package private(set) var points: Points
  package private(set) var debt: Points
  package private(set) var growth: Points

  package init(points: Points, debt: Points, growth: Points) {
    self.points = points
    self.debt = debt
    self.growth = growth
  }

  /// What is left when the debt is paid: below 0 while there is one.
  package static func balance(points: Points, debt: Points) -> Points {
    points.adding(capped: -debt)
  }

  package var balance: Points { Self.balance(points: points, debt: debt) }

  /// Who changes points: somebody who can be told no, or something that has happened.
  package enum Beyond: Equatable, Sendable {
    /// What does not fit is `PointLimitReached`.
    case refuse
    /// What does not fit is left out, and noted.
    case cap
  }

  /// What was done to an account.
  package struct Change: Equatable, Sendable {
    /// Points that came, or went when negative.
    package let points: Points
    /// Debt that was made, or paid when negative.
    package let debt: Points
    package let growth: Points
    /// Something did not fit.
    package let isCapped: Bool

    package init(points: Points, debt: Points, growth: Points, isCapped: Bool) {
      self.points = points
      self.debt = debt
      self.growth = growth
      self.isCapped = isCapped
    }

    package var shortfall: Points { max(debt, 0) }
    package var debtPaid: Points { max(-debt, 0) }
  }

  /// Points come: they pay the debt first, and what is left over is the member's.
  package mutating func gain(
    _ gained: Points, _ rule: GrowthRule, beyond: Beyond
  ) throws(PointLimitReached) -> Change {
    let paid = min(debt, gained)
    let rest = gained.adding(capped: -paid)
    let added = points.adding(capped: rest)
    let counting = PointRules.growth(of: gained, rule)
    let grown = growth.adding(capped: counting)
    let booked = added.adding(capped: -points)
    let counted = grown.adding(capped: -growth)
    let isCapped = booked != rest || counted != counting
    if isCapped, beyond == .refuse { throw PointLimitReached() }
    points = added
    debt = debt.adding(capped: -paid)
    growth = grown
    return Change(points: booked, debt: -paid, growth: counted, isCapped: isCapped)
  }

  /// Points go: `taken` of those that are wanted were there, the others are debt. Growth loses all
  /// that counts for it, down to 0.
  package mutating func lose(
    _ wanted: Points, taken: Points, _ rule: GrowthRule
  ) -> Change {
    let missing = wanted.adding(capped: -taken)
    let owed = debt.adding(capped: missing)
    let made = owed.adding(capped: -debt)
    let left = max(growth.adding(capped: PointRules.growth(of: -wanted, rule)), 0)
    let change = Change(
      points: -taken, debt: made, growth: left.adding(capped: -growth), isCapped: made != missing)
    points = points.adding(capped: -taken)
    debt = owed
    growth = left
    return change
  }
}

/// A member would have more than `Points.maximum` of points or growth.
package struct PointLimitReached: Error, Equatable {
  package init() {}
}
