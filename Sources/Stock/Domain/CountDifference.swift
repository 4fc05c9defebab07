package import Kernel

/// What counting found, against what the books say.
package enum CountDifference: Equatable, Sendable {
  case none
  /// To be posted as a move; negative when goods are missing.
  case move(Quantity)
  /// Fewer are there than are spoken for: someone must release a lock first.
  case belowLocked

  package init(
    counted: Quantity, level: StockLevel, allowsNegative: Bool
  ) throws(DecimalFault) {
    let difference = try counted - level.onHand
    if difference.isZero {
      self = .none
    } else if difference.isNegative, counted < level.locked, !allowsNegative {
      self = .belowLocked
    } else {
      self = .move(difference)
    }
  }
}
