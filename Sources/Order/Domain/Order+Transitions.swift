/// What happens to an order (`STATES.md`). Each transition that changes it raises its version.
extension Order {
  /// Takes the payments of an order that is not paid yet.
  /// - Parameter now: by the database's clock, which decides whether the order's time is over
  /// - Returns: false for the payments that it was paid with, in whatever order: nothing changes
  package mutating func pay(
    _ offered: [Payment], at now: Instant
  ) throws(OrderRefusal) -> Bool {
    switch status {
    case .paid, .partShipped, .shipped, .partRefunded, .refunded:
      guard offered.inOrder == payments.inOrder else { throw .alreadyPaid }
      return false
    case .cancelled: throw .cancelled
    case .expired: throw .expired
    case .created:
      if expiresAt <= now { throw .expired }
    }
    let paid = try exact(
      try Money.sum(offered.map(\.amount)), orThrow: OrderRefusal.amountOutOfRange)
    guard paid == payable else { throw .amountMismatch(payable: payable, paid: paid) }
    status = .paid
    paidAt = now
    payments = offered
    version.advance()
    return true
  }

  /// Ends an order that is not paid.
  /// - Returns: false for one that was cancelled before: nothing changes
  package mutating func cancel(reason: String?) throws(OrderRefusal) -> Bool {
    switch status {
    case .created: close(as: .cancelled, reason: reason)
    case .cancelled: return false
    case .expired: throw .expired
    case .paid, .partShipped, .shipped, .partRefunded: throw .alreadyPaid
    case .refunded: throw .refunded
    }
    return true
  }

  /// Ends an order that nobody paid in time.
  /// - Returns: false while there is still time, and for one that does not wait for its payment
  package mutating func expire(at now: Instant) -> Bool {
    guard status == .created, expiresAt <= now else { return false }
    close(as: .expired, reason: "expired")
    return true
  }

  private mutating func close(as status: OrderStatus, reason: String?) {
    self.status = status
    if stockStatus == .locked { stockStatus = .released }
    cancelReason = reason
    version.advance()
  }

  /// The goods of its lock leave the warehouse.
  package mutating func issue() {
    stockStatus = .issued
    version.advance()
  }

  /// Sends goods to the customer.
  /// - Parameter wanted: each SKU once; nil for all that has not left yet
  /// - Returns: what leaves of each line, in the order's own order
  package mutating func ship(
    _ wanted: [SKUQuantity]?
  ) throws(OrderRefusal) -> [ShippedPart] {
    switch status {
    case .paid, .partShipped, .partRefunded: break
    case .shipped: throw .nothingToShip
    case .refunded: throw .refunded
    case .created: throw .notPaid
    case .cancelled: throw .cancelled
    case .expired: throw .expired
    }
    var open: [Int64: Quantity] = [:]
    for goods in wanted ?? [] { open[goods.skuID] = goods.quantity }
    var parts: [ShippedPart] = []
    var shipped = lines
    var isComplete = true
    do throws(DecimalFault) {
      for (index, line) in lines.enumerated() {
        let left = try line.unshipped
        let quantity = wanted == nil ? left : min(open[line.skuID] ?? .zero, left)
        if let asked = open[line.skuID] { open[line.skuID] = try asked - quantity }
        if left > quantity { isComplete = false }
        guard quantity.isPositive else { continue }
        shipped[index].shipped = try line.shipped + quantity
        parts.append(
          ShippedPart(lineNumber: line.lineNumber, skuID: line.skuID, quantity: quantity))
      }
    } catch {
      throw .amountOutOfRange
    }
    let excess = open.filter { $0.value.isPositive }.keys.sorted()
    if !excess.isEmpty { throw .overShipment(skuIDs: excess) }
    if parts.isEmpty { throw .nothingToShip }
    lines = shipped
    if status != .partRefunded { status = isComplete ? .shipped : .partShipped }
    version.advance()
    return parts
  }

  /// Takes goods and gifts back.
  /// - Parameters:
  ///   - wanted: nil for all that has not come back yet, gifts included
  ///   - before: what earlier refunds did
  package mutating func refund(
    _ wanted: [RefundWish]?, before: RefundHistory
  ) throws(OrderRefusal) -> (plan: RefundPlan, settlement: RefundSettlement) {
    let plan = try RefundPlan.make(lines, gifts: gifts, status: status, wanted: wanted)
    let settlement = try RefundSettlement.make(
      plan, payable: payable, pointsPaid: try paidWithPoints, before: before)
    status = plan.status
    refunded = settlement.amountSoFar
    lines = plan.lines
    gifts = plan.gifts
    version.advance()
    return (plan, settlement)
  }
}

/// What leaves of one line.
package struct ShippedPart: Equatable, Sendable {
  package let lineNumber: Int
  package let skuID: Int64
  package let quantity: Quantity
}

extension [Payment] {
  /// The same for the same payments, in whatever order they stand.
  fileprivate var inOrder: [Payment] {
    sorted { left, right in
      (left.method.rawValue, left.amount, left.transactionNumber ?? "")
        < (right.method.rawValue, right.amount, right.transactionNumber ?? "")
    }
  }
}
