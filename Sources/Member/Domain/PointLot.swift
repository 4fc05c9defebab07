/// Points that came together and end together.
package struct PointLot: Equatable, Sendable {
  package let lotID: Int64
  package let remaining: Points
  /// Nil: they stay.
  package let expiresAt: Instant?

  package init(lotID: Int64, remaining: Points, expiresAt: Instant?) {
    self.lotID = lotID
    self.remaining = remaining
    self.expiresAt = expiresAt
  }

  /// Whether this one is spent before the other: the earliest expiry first, those that stay last,
  /// ties in the order in which they came.
  package func isSpent(before other: PointLot) -> Bool {
    switch (expiresAt, other.expiresAt) {
    case (let mine?, let theirs?) where mine != theirs: mine < theirs
    case (.some, nil): true
    case (nil, .some): false
    default: lotID < other.lotID
    }
  }
}

/// Which lots pay for a number of points.
package struct PointSpending: Equatable, Sendable {
  package struct Part: Equatable, Sendable {
    package let lotID: Int64
    package let points: Points
    /// What the lot has afterwards.
    package let left: Points
  }

  /// In the order in which they are spent.
  package let parts: [Part]
  /// What no lot could pay for.
  package let missing: Points

  /// - Parameter wanted: 0 or more
  package static func plan(_ wanted: Points, from lots: [PointLot]) -> PointSpending {
    var parts: [Part] = []
    var missing = max(0, wanted)
    for lot in lots.sorted(by: { $0.isSpent(before: $1) }) {
      if missing.isZero { break }
      let points = min(lot.remaining, missing)
      guard points.isPositive else { continue }
      parts.append(
        Part(lotID: lot.lotID, points: points, left: lot.remaining.adding(capped: -points)))
      missing = missing.adding(capped: -points)
    }
    return PointSpending(parts: parts, missing: missing)
  }
}
