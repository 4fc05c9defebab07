/// Shares an amount out by weights: every share rounded down to the cent, the cents left one each
/// to the largest remainders, ties to the earlier place. So the shares always make the whole.
enum LargestRemainder {
  /// Takes the shares of `discount` off the amounts of these lines, weighted by the amounts.
  /// - Parameter total: the sum of these amounts; `discount` is at most that
  static func take(
    _ discount: Int64, from amounts: inout [Int64], lines: [Int], total: Int64
  ) {
    // Small enough for plain products: 21 million of money.
    if total >> 31 == 0 {
      take(discount, from: &amounts, lines: lines, weights: lines.map { amounts[$0] }, total: total)
    } else {
      let weights = lines.map { Int128(amounts[$0]) }
      take(discount, from: &amounts, lines: lines, weights: weights, total: Int128(total))
    }
  }

  /// The same for other weights; `discount` × `total` does not overflow.
  static func take<Number: FixedWidthInteger & SignedInteger>(
    _ discount: Int64, from amounts: inout [Int64], lines: [Int], weights: [Number], total: Number
  ) {
    var remainders: [Number] = []
    remainders.reserveCapacity(lines.count)
    var left = discount
    for (line, weight) in zip(lines, weights) {
      let (share, rest) = (Number(clamping: discount) * weight).quotientAndRemainder(
        dividingBy: total)
      take(Int64(clamping: share), from: &amounts[line], and: &left)
      remainders.append(rest)
    }
    takeCents(left, from: &amounts, lines, by: &remainders)
  }

  /// The same for weights of any length.
  static func take(
    _ discount: Int64, from amounts: inout [Int64], lines: [Int], weights: [NaturalNumber],
    total: NaturalNumber
  ) {
    var remainders: [NaturalNumber?] = []
    var left = discount
    for (line, weight) in zip(lines, weights) {
      let (share, rest) = weight.times(discount.magnitude)
        .divided(by: total, atMost: discount.magnitude)
      take(Int64(clamping: share), from: &amounts[line], and: &left)
      remainders.append(rest)
    }
    let order = remainders.indices.sorted { first, second in
      guard let one = remainders[first], let other = remainders[second], one != other else {
        return first < second
      }
      return one > other
    }
    for place in order.prefix(count(left)) {
      amounts[lines[place]] = amounts[lines[place]].previous
    }
  }

  private static func take(_ share: Int64, from amount: inout Int64, and left: inout Int64) {
    amount = amount.subtracting(capped: share)
    left = left.subtracting(capped: share)
  }

  private static func count(_ cents: Int64) -> Int { Int(clamping: max(cents, 0)) }

  private static func takeCents(
    _ left: Int64, from amounts: inout [Int64], _ lines: [Int],
    by remainders: inout [some SignedInteger]
  ) {
    let cents = count(left)
    func take(_ place: Int) { amounts[lines[place]] = amounts[lines[place]].previous }
    if cents > 8 {
      let order = remainders.indices.sorted {
        (remainders[$1], $0) < (remainders[$0], $1)
      }
      for place in order.prefix(cents) { take(place) }
      return
    }
    for _ in 0..<cents {
      var best = 0
      for place in remainders.indices where remainders[place] > remainders[best] { best = place }
      remainders[best] = -1
      take(best)
    }
  }
}
