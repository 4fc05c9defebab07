/// Points of one lot that a spending took and that have not come back yet.
package struct SpentPoints: Equatable, Sendable {
  /// The spending's change of points.
  package let changeID: Int64
  package let lotID: Int64
  package let points: Points
  /// Of the lot; nil: it stays.
  package let expiresAt: Instant?

  package init(changeID: Int64, lotID: Int64, points: Points, expiresAt: Instant?) {
    self.changeID = changeID
    self.lotID = lotID
    self.points = points
    self.expiresAt = expiresAt
  }

  /// Whether these were spent before the others: of the earlier spending, or by the order in which
  /// one spending takes its lots.
  func isSpent(before other: SpentPoints) -> Bool {
    if changeID != other.changeID { return changeID < other.changeID }
    let mine = PointLot(lotID: lotID, remaining: points, expiresAt: expiresAt)
    return mine.isSpent(
      before: PointLot(lotID: other.lotID, remaining: other.points, expiresAt: other.expiresAt))
  }
}

/// Where points that come back belong. What was spent last comes back first, so that after a part
/// of them it is as if less had been spent.
package struct PointReturn: Equatable, Sendable {
  package struct Part: Equatable, Sendable {
    package let spent: SpentPoints
    package let points: Points
  }

  /// A lot that is made of what comes back.
  package struct NewLot: Equatable, Sendable {
    package var points: Points
    package let expiresAt: Instant?
  }

  /// What each spending gives back of each lot.
  package let parts: [Part]
  /// One for each date, in the order of the parts; what nobody spent stays.
  package let lots: [NewLot]

  /// - Parameters:
  ///   - points: 1 or more
  ///   - less: how many of them pay a debt, or do not fit; those that end first
  package static func plan(
    _ points: Points, to spent: [SpentPoints], less: Points = 0
  ) -> PointReturn {
    var parts: [Part] = []
    var lots: [NewLot] = []
    var left = points
    func add(_ points: Points, _ expiresAt: Instant?) {
      if let place = lots.firstIndex(where: { $0.expiresAt == expiresAt }) {
        lots[place].points = lots[place].points.adding(capped: points)
      } else {
        lots.append(NewLot(points: points, expiresAt: expiresAt))
      }
    }
    for one in spent.sorted(by: { $1.isSpent(before: $0) }) {
      let back = min(one.points, left)
      guard back.isPositive else { continue }
      parts.append(Part(spent: one, points: back))
      add(back, one.expiresAt)
      left = left.adding(capped: -back)
    }
    if left.isPositive { add(left, nil) }
    return PointReturn(parts: parts, lots: without(less, lots))
  }

  /// The lots without those points that would be spent first.
  private static func without(_ points: Points, _ lots: [NewLot]) -> [NewLot] {
    if points.isZero { return lots }
    let purse = lots.enumerated().map {
      PointLot(
        lotID: Int64($0.offset), remaining: $0.element.points, expiresAt: $0.element.expiresAt)
    }
    let left = Dictionary(
      PointSpending.plan(points, from: purse).parts.map { ($0.lotID, $0.left) },
      uniquingKeysWith: { first, _ in first })
    var rest = lots
    for place in rest.indices {
      rest[place].points = left[Int64(place)] ?? rest[place].points
    }
    return rest.filter(\.points.isPositive)
  }
}
