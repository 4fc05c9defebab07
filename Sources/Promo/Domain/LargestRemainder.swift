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
      var remainders: [Int64] = []
      remainders.reserveCapacity(lines.count)
      var left = discount
      for line in lines {
        let (share, rest) = (discount &* amounts[line]).quotientAndRemainder(dividingBy: total)
        amounts[line] -= share
        left -= share
        remainders.append(rest)
      }
      giveCents(left, by: &remainders, none: -1) { amounts[lines[$0]] -= 1 }
      return
    }
    let weights = lines.map { Int128(amounts[$0]) }
    take(discount, from: &amounts, lines: lines, weights: weights, total: Int128(total))
  }

  /// The same for other weights; `discount` × `total` does not overflow.
  static func take(
    _ discount: Int64, from amounts: inout [Int64], lines: [Int], weights: [Int128], total: Int128
  ) {
    var remainders: [Int128] = []
    remainders.reserveCapacity(lines.count)
    var left = discount
    for (line, weight) in zip(lines, weights) {
      let (share, rest) = (Int128(discount) * weight).quotientAndRemainder(dividingBy: total)
      amounts[line] -= Int64(share)
      left -= Int64(share)
      remainders.append(rest)
    }
    giveCents(left, by: &remainders, none: -1) { amounts[lines[$0]] -= 1 }
  }

  /// The same for weights of any length.
  static func take(
    _ discount: Int64, from amounts: inout [Int64], lines: [Int], weights: [NaturalNumber],
    total: NaturalNumber
  ) {
    var remainders: [NaturalNumber?] = []
    var left = discount
    for (line, weight) in zip(lines, weights) {
      let (share, rest) = weight.times(UInt64(discount))
        .divided(by: total, atMost: UInt64(discount))
      amounts[line] -= Int64(share)
      left -= Int64(share)
      remainders.append(rest)
    }
    let order = remainders.indices.sorted { first, second in
      guard let one = remainders[first], let other = remainders[second], one != other else {
        return first < second
      }
      return one > other
    }
    for place in order.prefix(Int(left)) { amounts[lines[place]] -= 1 }
  }

  private static func giveCents<Number: Comparable>(
    _ cents: Int64, by remainders: inout [Number], none: Number, _ give: (Int) -> Void
  ) {
    if cents > 8 {
      let order = remainders.indices.sorted {
        (remainders[$1], $0) < (remainders[$0], $1)
      }
      for place in order.prefix(Int(cents)) { give(place) }
      return
    }
    for _ in 0..<cents {
      var best = 0
      for place in remainders.indices where remainders[place] > remainders[best] { best = place }
      remainders[best] = none
      give(best)
    }
  }
}
