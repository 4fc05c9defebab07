/// Ids in stock for the next SKUs: segments taken from the ledger of ids, not yet used up.
///
/// Pure state; `SKUSegments` fills it and guards it.
package struct SegmentBuffer: Sendable {
  package static let sizes: ClosedRange<Int64> = 1000...100_000
  /// A segment used up faster than this doubles the next.
  package static let fastMilliseconds: Int64 = 5_000
  /// A segment that lasted longer than this halves the next.
  package static let slowMilliseconds: Int64 = 600_000

  private var segments: [Range<Int64>] = []
  private var lastFilled: Int64?
  /// Ids to ask for next time.
  package private(set) var size = SegmentBuffer.sizes.lowerBound

  package init() {}

  /// Ids in stock.
  package var remaining: Int64 { segments.reduce(0) { $0.adding(capped: Int64($1.count)) } }

  /// Whether to fetch another segment before the stock runs out.
  package var isLow: Bool { remaining <= size.quotient(by: 2) }

  /// The next ids in ascending order; nil, and nothing taken, when there are too few.
  package mutating func take(_ count: Int) -> [Int64]? {
    guard remaining >= Int64(count) else { return nil }
    var ids: [Int64] = []
    ids.reserveCapacity(count)
    while ids.count < count, let first = segments.first {
      let taken = first.prefix(count - ids.count)
      ids.append(contentsOf: taken)
      if taken.count == first.count {
        segments.removeFirst()
      } else {
        segments[0] = taken.upperBound..<first.upperBound
      }
    }
    return ids
  }

  /// Puts a segment in stock and learns from the time since the one before.
  package mutating func add(_ segment: Range<Int64>, atMilliseconds now: Int64) {
    segments.append(segment)
    if let lastFilled {
      let age = now.subtracting(capped: lastFilled)
      if age < Self.fastMilliseconds {
        size = min(size.multiplied(capped: 2), Self.sizes.upperBound)
      }
      if age > Self.slowMilliseconds { size = max(size.quotient(by: 2), Self.sizes.lowerBound) }
    }
    lastFilled = now
  }
}
