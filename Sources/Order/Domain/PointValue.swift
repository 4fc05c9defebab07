package import Kernel

/// What points are worth as money: one of them is 0.01.
package enum PointValue {
  package static func money(_ points: Int64) throws(OrderRefusal) -> Money {
    do throws(DecimalFault) { return try Money(checking: points) } catch {
      throw .amountOutOfRange
    }
  }

  package static func points(_ money: Money) -> Int64 { money.scaled }
}
