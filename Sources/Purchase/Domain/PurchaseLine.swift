package import Kernel

/// One line of a purchase order, with what has become of it.
package struct PurchaseLine: Equatable, Sendable {
  package let lineNumber: Int
  package let skuID: Int64
  package let name: String
  package let quantity: Quantity
  package let price: UnitPrice
  package let amount: Money
  /// All that arrived, also what was rejected.
  package var received: Quantity
  package var rejected: Quantity
  /// What went back to the supplier after it had been in stock.
  package var returned: Quantity

  package init(
    lineNumber: Int, skuID: Int64, name: String, quantity: Quantity, price: UnitPrice,
    amount: Money, received: Quantity = .zero, rejected: Quantity = .zero,
    returned: Quantity = .zero
  ) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.name = name
    self.quantity = quantity
    self.price = price
    self.amount = amount
    self.received = received
    self.rejected = rejected
    self.returned = returned
  }

  /// What of it was taken: all that arrived but what was rejected.
  package var accepted: Quantity {
    get throws(DecimalFault) { try received - rejected }
  }

  /// What of it lies in stock, or was used: the most that may still go back. What was rejected or
  /// went back is not among it, so that as much may come in its place.
  package var returnable: Quantity {
    get throws(DecimalFault) { try accepted - returned }
  }

  /// The most that the house may have of it: ordered × (1 + tolerance), rounded down. What of this
  /// is not there yet may still come.
  package func limit(_ tolerance: Rate) -> Quantity {
    guard let factor = try? Rate(whole: 1) + tolerance,
      let limit: Quantity = try? quantity.multiplied(by: factor, rounding: .down)
    else { return .maximum }
    return limit
  }
}
