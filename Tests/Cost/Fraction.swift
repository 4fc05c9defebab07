import CostDomain
import Kernel

/// An exact fraction over Int128, for numbers small enough: the oracle that rounds nothing until it
/// is asked to.
struct Fraction: Equatable {
  let above: Int128
  let below: Int128

  init(_ above: Int128, _ below: Int128 = 1) {
    var (left, right) = (above.magnitude, below.magnitude)
    while right != 0 { (left, right) = (right, left % right) }
    let divisor = Int128(left == 0 ? 1 : left) * (below < 0 ? -1 : 1)
    self.above = above / divisor
    self.below = below / divisor
  }

  init(_ value: CostValue) { self.init(value.scaled, 1_000_000) }
  init(_ quantity: QuantitySum) { self.init(quantity.scaled, 10_000) }

  static func + (left: Fraction, right: Fraction) -> Fraction {
    Fraction(left.above * right.below + right.above * left.below, left.below * right.below)
  }
  static func - (left: Fraction, right: Fraction) -> Fraction {
    left + Fraction(-right.above, right.below)
  }
  static func * (left: Fraction, right: Fraction) -> Fraction {
    Fraction(left.above * right.above, left.below * right.below)
  }
  static func / (left: Fraction, right: Fraction) -> Fraction {
    Fraction(left.above * right.below, left.below * right.above)
  }
  static func < (left: Fraction, right: Fraction) -> Bool {
    left.above * right.below < right.above * left.below
  }

  /// To 6 places, a half away from zero.
  var rounded: Fraction {
    let scaled = above * 1_000_000
    let (whole, rest) = scaled.quotientAndRemainder(dividingBy: below)
    let away: Int128 = rest.magnitude * 2 >= below.magnitude ? (scaled < 0 ? -1 : 1) : 0
    return Fraction(whole + away, 1_000_000)
  }

  var isNegative: Bool { above < 0 }
  var isZero: Bool { above == 0 }
}
