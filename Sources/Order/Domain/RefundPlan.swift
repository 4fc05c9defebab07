package import Kernel

/// Which goods of a paid order come back, and how much money with them.
///
/// A line's money goes back in proportion to its goods, counted from the first refund on: whatever
/// the parts, together they are exactly what was paid for the line, and never more.
package struct RefundPlan: Equatable, Sendable {
  /// What comes back of one line.
  package struct Part: Equatable, Sendable {
    package let lineNumber: Int
    package let skuID: Int64
    package let quantity: Quantity
    package let amount: Money
  }

  /// In the order's own order.
  package let parts: [Part]
  package let amount: Money
  package let status: OrderStatus
  /// What all refunds, this one included, took back of the order's original and payable.
  package let originalSoFar: Money
  package let amountSoFar: Money

  /// Whether nothing is left to refund.
  package var isComplete: Bool { status == .refunded }

  /// - Parameter wanted: SKU and quantity, or nil for all that has not come back yet.
  package init(
    _ lines: [OrderLine], status: OrderStatus, wanted: [OrderDemand]?
  ) throws(OrderRefusal) {
    try Self.require(status)
    var open: [Int64: Quantity] = [:]
    for demand in wanted ?? [] { open[demand.skuID] = demand.quantity }
    var parts: [Part] = []
    var (original, amount) = (Money.zero, Money.zero)
    var isComplete = true
    do throws(DecimalFault) {
      for line in lines {
        let left = try line.quantity - line.refunded
        let quantity = wanted == nil ? left : min(open[line.skuID] ?? .zero, left)
        if let asked = open[line.skuID] { open[line.skuID] = try asked - quantity }
        let sum = try line.refunded + quantity
        let due = try line.payable.proportion(sum, of: line.quantity)
        if quantity.isPositive {
          parts.append(
            Part(
              lineNumber: line.lineNumber, skuID: line.skuID, quantity: quantity,
              amount: try due - line.refundedAmount))
        }
        original = try original + line.original.proportion(sum, of: line.quantity)
        amount = try amount + due
        if sum < line.quantity { isComplete = false }
      }
      self.amount = try Money.sum(parts.map(\.amount))
    } catch {
      throw .amountOutOfRange
    }
    let excess = open.filter { $0.value.isPositive }.keys.sorted()
    if !excess.isEmpty { throw .overRefund(skuIDs: excess) }
    if parts.isEmpty { throw .nothingToRefund }
    self.parts = parts
    self.status = isComplete ? .refunded : .partRefunded
    originalSoFar = original
    amountSoFar = amount
  }

  private static func require(_ status: OrderStatus) throws(OrderRefusal) {
    switch status {
    case .paid, .partShipped, .shipped, .partRefunded: return
    case .refunded: throw .refunded
    case .created: throw .notPaid
    case .cancelled: throw .cancelled
    case .expired: throw .expired
    }
  }

  /// How many of `points`, which paid for `whole`, are given back by now when `part` of it is.
  package static func pointsDue(
    _ points: Int64, _ part: Money, of whole: Money
  ) throws(OrderRefusal) -> Int64 {
    if points == 0 || whole.isZero { return points }
    return Int64(Int128(points) * Int128(part.scaled) / Int128(whole.scaled))
  }
}
