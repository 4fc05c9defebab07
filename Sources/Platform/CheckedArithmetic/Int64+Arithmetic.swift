/// Arithmetic that never traps, for what no type with bounds of its own (`Points`, `FixedDecimal`,
/// `Instant`) stands for: versions, numbers of a series, seconds.
extension Int64 {
  /// The sum; the end of the range where it lies beyond.
  package func adding(capped other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }

  /// The difference; the end of the range where it lies beyond.
  package func subtracting(capped other: Int64) -> Int64 {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : .min) : difference
  }

  /// The product; the end of the range where it lies beyond.
  package func multiplied(capped other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? ((self < 0) == (other < 0) ? .max : .min) : product
  }

  /// How many times `part` fits into this number, toward zero: never where it is 0.
  package func quotient(by part: Int64) -> Int64 {
    let (quotient, overflow) = dividedReportingOverflow(by: part)
    return overflow ? (part == 0 ? 0 : .max) : quotient
  }

  /// The other sign; for the smallest number, the largest.
  package var negated: Int64 { Int64(0).subtracting(capped: self) }

  /// The number after this one: of a version, of a series.
  package var next: Int64 { adding(capped: 1) }

  /// The number before this one.
  package var previous: Int64 { subtracting(capped: 1) }

  /// On to the next number.
  package mutating func advance() { self = next }
}

extension ClosedRange<Int64> {
  /// From −`limit` to `limit`, of whatever sign it is.
  package static func within(_ limit: Int64) -> ClosedRange<Int64> {
    limit < 0 ? limit...limit.negated : limit.negated...limit
  }
}
