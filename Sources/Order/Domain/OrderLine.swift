package import Kernel

/// One line of an order, priced. Amounts always fit together: original − discount = payable.
package struct OrderLine: Equatable, Sendable {
  package let lineNumber: Int
  package let skuID: Int64
  package let name: String
  package let quantity: Quantity
  package let price: UnitPrice
  package let original: Money
  package var discount: Money
  package var payable: Money
  package var shipped: Quantity
  /// What came back, and the money that went back for it.
  package var refunded: Quantity
  package var refundedAmount: Money

  package init(
    lineNumber: Int, skuID: Int64, name: String, quantity: Quantity, price: UnitPrice,
    original: Money, discount: Money, payable: Money, shipped: Quantity = .zero,
    refunded: Quantity = .zero, refundedAmount: Money = .zero
  ) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.name = name
    self.quantity = quantity
    self.price = price
    self.original = original
    self.discount = discount
    self.payable = payable
    self.shipped = shipped
    self.refunded = refunded
    self.refundedAmount = refundedAmount
  }

  /// What is still to leave: what was refunded is taken from what had not left yet, first.
  package var unshipped: Quantity {
    get throws(DecimalFault) { max(.zero, try quantity - shipped - refunded) }
  }
}
