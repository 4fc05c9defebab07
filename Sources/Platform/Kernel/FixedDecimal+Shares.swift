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
