extension FixedDecimal {
  /// The exact sum; `outOfRange` when it does not fit.
  package static func + (left: Self, right: Self) throws(DecimalFault) -> Self {
    // Two values of 18 digits cannot overflow Int64.
    try Self(checking: left.scaled &+ right.scaled)
  }

  /// The exact difference; `outOfRange` when it does not fit.
  package static func - (left: Self, right: Self) throws(DecimalFault) -> Self {
    try Self(checking: left.scaled &- right.scaled)
  }

  /// The value with the other sign; always fits.
  package static prefix func - (value: Self) -> Self { Self(proved: 0 &- value.scaled) }

  /// The value without its sign.
  package var magnitude: Self { isNegative ? -self : self }

  /// The exact sum of many values; `outOfRange` when it, or a sum on the way, does not fit.
  package static func sum(_ values: some Sequence<Self>) throws(DecimalFault) -> Self {
    var total = zero
    for value in values { total = try total + value }
    return total
  }

  /// The product in the result's unit, rounded once, at the end.
  ///
  /// `let tax: Money = try amount.multiplied(by: rate)`
  package func multiplied<Factor, Result>(
    by factor: FixedDecimal<Factor>, rounding: Rounding = .halfUp
  ) throws(DecimalFault) -> FixedDecimal<Result> {
    let product = Int128(scaled) * Int128(factor.scaled)
    return try .init(
      product, places: Unit.places + Factor.places, rounding: rounding)
  }

  /// The quotient in the result's unit, rounded once; `notANumber` for a divisor of zero.
  package func divided<Divisor, Result>(
    by divisor: FixedDecimal<Divisor>, rounding: Rounding = .halfUp
  ) throws(DecimalFault) -> FixedDecimal<Result> {
    guard !divisor.isZero else { throw .notANumber }
    // (a / 10^u) / (b / 10^d) = q / 10^r, so q = a × 10^(d + r - u) / b.
    let shift = Divisor.places + Result.places - Unit.places
    var dividend = Int128(scaled)
    var below = Int128(divisor.scaled)
    if shift >= 0 {
      dividend *= Int128(DecimalLimit.power(shift))
    } else {
      below *= Int128(DecimalLimit.power(-shift))
    }
    if below < 0 { (dividend, below) = (-dividend, -below) }
    return try .init(narrowing: try rounding.quotient(dividend, below))
  }

  /// The same value in another unit; `tooManyPlaces` when that unit cannot hold it exactly,
  /// unless a rounding is named.
  package func converted<Result>(
    to unit: FixedDecimal<Result>.Type = FixedDecimal<Result>.self, rounding: Rounding = .exact
  ) throws(DecimalFault) -> FixedDecimal<Result> {
    try .init(Int128(scaled), places: Unit.places, rounding: rounding)
  }

  /// A value from a wide intermediate with its own places.
  ///
  /// For sums of products that must be rounded once at the end; `places` is 0 … 18 from `Unit`'s.
  package init(_ wide: Int128, places: Int, rounding: Rounding) throws(DecimalFault) {
    let surplus = places - Unit.places
    if surplus >= 0 {
      try self.init(
        narrowing: try rounding.quotient(wide, Int128(DecimalLimit.power(surplus))))
    } else {
      let (scaled, overflow) = wide.multipliedReportingOverflow(
        by: Int128(DecimalLimit.power(-surplus)))
      guard !overflow else { throw .outOfRange }
      try self.init(narrowing: scaled)
    }
  }

  /// A value from its scaled form in a wide integer.
  init(narrowing wide: Int128) throws(DecimalFault) {
    guard let scaled = Int64(exactly: wide) else { throw .outOfRange }
    try self.init(checking: scaled)
  }
}

extension FixedDecimal where Unit == PriceUnit {
  /// price × quantity, a half cent away from zero.
  package func amount(for quantity: Quantity) throws(DecimalFault) -> Money {
    try multiplied(by: quantity)
  }
}

extension FixedDecimal where Unit == CostUnit {
  /// unit cost × quantity, a half cent away from zero.
  package func amount(for quantity: Quantity) throws(DecimalFault) -> Money {
    try multiplied(by: quantity)
  }
}

extension FixedDecimal {
  /// Shares this value out by weights, by largest remainder: every share rounded down to the
  /// smallest unit, the units left go one each to the largest remainders, ties to the earlier
  /// place. So the shares always make the whole.
  ///
  /// - Parameter weights: none negative. When all are zero, so is every share.
  /// - Precondition: this value is not negative
  package func shares(by weights: [FixedDecimal]) -> [FixedDecimal] {
    let total = weights.reduce(Int128(0)) { $0 + Int128($1.scaled) }
    guard total > 0, scaled > 0 else { return weights.map { _ in .zero } }
    var shares: [Int64] = []
    var remainders: [Int128] = []
    for weight in weights {
      let (share, rest) = (Int128(scaled) * Int128(weight.scaled))
        .quotientAndRemainder(dividingBy: total)
      shares.append(Int64(clamping: share))
      remainders.append(rest)
    }
    let left = Int(shares.reduce(Int128(scaled)) { $0 - Int128($1) })
    let order = remainders.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
    for place in order.prefix(left) { shares[place].advance() }
    return shares.map { Self(proved: $0) }
  }

  /// This value × `part` ÷ `whole`, rounded once; `notANumber` for a whole of zero.
  package func proportion<Other>(
    _ part: FixedDecimal<Other>, of whole: FixedDecimal<Other>, rounding: Rounding = .halfUp
  ) throws(DecimalFault) -> Self {
    guard !whole.isZero else { throw .notANumber }
    let product = Int128(scaled) * Int128(part.scaled)
    return try Self(narrowing: try rounding.quotient(product, Int128(whole.scaled)))
  }
}

/// How a result with too many places is brought to the places that its unit keeps.
package enum Rounding: Sendable {
  /// To the nearest; a half goes away from zero.
  case halfUp
  /// Away from zero.
  case up
  /// Towards zero.
  case down
  /// Refuse with `tooManyPlaces` what does not fit exactly.
  case exact

  /// `dividend / divisor` under this rule. The divisor is positive.
  func quotient(_ dividend: Int128, _ divisor: Int128) throws(DecimalFault) -> Int128 {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    guard remainder != 0 else { return quotient }
    let away: Int128 = dividend < 0 ? -1 : 1
    switch self {
    case .halfUp:
      // Compared without doubling, which could overflow.
      let magnitude = remainder < 0 ? -remainder : remainder
      return magnitude >= divisor - magnitude ? quotient + away : quotient
    case .up: return quotient + away
    case .down: return quotient
    case .exact: throw .tooManyPlaces
    }
  }
}
