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
