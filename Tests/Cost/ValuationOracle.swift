import CostDomain
import Kernel

/// The contract's rules once more, in another shape: goods are a heap with a quantity and a value,
/// and what was sold before it came is a debt, with a value of its own.
struct ValuationOracle {
  var heap = Fraction(0)
  var heapValue = Fraction(0)
  var debt = Fraction(0)
  var debtValue = Fraction(0)
  var lastAverage = Fraction(0)

  var onHand: Fraction { heap - debt }
  var value: Fraction { heapValue - debtValue }

  /// Goods come, at a unit cost or at the average; returns the variance.
  mutating func arrive(_ quantity: Fraction, total: Fraction?) -> Fraction {
    let before = value
    if debt.isZero {
      if let total {
        heapValue = heapValue + total
      } else if heap.isZero {
        heapValue = (quantity * lastAverage).rounded
      } else {
        heapValue = heapValue + (heapValue * quantity / heap).rounded
      }
      heap = heap + quantity
    } else if quantity < debt {
      let part = (debtValue * quantity / debt).rounded
      debtValue = debtValue - part
      debt = debt - quantity
    } else {
      let rest = quantity - debt
      debt = Fraction(0)
      debtValue = Fraction(0)
      heap = rest
      heapValue = (total.map { $0 * rest / quantity } ?? rest * lastAverage).rounded
    }
    noteAverage()
    guard let total else { return Fraction(0) }
    return total - (value - before)
  }

  /// Goods leave at what they are worth.
  mutating func leave(_ quantity: Fraction) {
    let covered = quantity < heap ? quantity : heap
    let below = quantity - covered
    if covered == heap {
      heapValue = Fraction(0)
    } else {
      heapValue = heapValue - (heapValue * covered / heap).rounded
    }
    heap = heap - covered
    debt = debt + below
    debtValue = debtValue + (below * lastAverage).rounded
    noteAverage()
  }

  private mutating func noteAverage() {
    if !heap.isZero { lastAverage = (heapValue / heap).rounded }
  }
}
