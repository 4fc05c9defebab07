package import Kernel

/// Which goods of an order leave now, and what that makes of the order.
package struct ShipmentPlan: Equatable, Sendable {
  /// Line numbers of the order with what leaves of each, in the order's own order.
  package let parts: [(lineNumber: Int, skuID: Int64, quantity: Quantity)]
  package let status: OrderStatus

  package static func == (left: ShipmentPlan, right: ShipmentPlan) -> Bool {
    left.status == right.status && left.parts.elementsEqual(right.parts, by: ==)
  }

  /// - Parameter wanted: SKU and quantity, or nil for all that has not left yet.
  package init(
    _ lines: [OrderLine], status: OrderStatus, wanted: [OrderDemand]?
  ) throws(OrderRefusal) {
    switch status {
    case .paid, .partShipped, .partRefunded: break
    case .shipped: throw .nothingToShip
    case .refunded: throw .refunded
    case .created: throw .notPaid
    case .cancelled: throw .cancelled
    case .expired: throw .expired
    }
    var open: [Int64: Quantity] = [:]
    for demand in wanted ?? [] { open[demand.skuID] = demand.quantity }
    var parts: [(lineNumber: Int, skuID: Int64, quantity: Quantity)] = []
    var isComplete = true
    do throws(DecimalFault) {
      for line in lines {
        let left = try line.unshipped
        let quantity = wanted == nil ? left : min(open[line.skuID] ?? .zero, left)
        if let asked = open[line.skuID] { open[line.skuID] = try asked - quantity }
        if quantity.isPositive { parts.append((line.lineNumber, line.skuID, quantity)) }
        if left > quantity { isComplete = false }
      }
    } catch {
      throw .amountOutOfRange
    }
    let excess = open.filter { $0.value.isPositive }.keys.sorted()
    if !excess.isEmpty { throw .overShipment(skuIDs: excess) }
    if parts.isEmpty { throw .nothingToShip }
    self.parts = parts
    self.status = status == .partRefunded ? status : isComplete ? .shipped : .partShipped
  }
}
