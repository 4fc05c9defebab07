package import Kernel

/// Goods that a promotion gave away with an order.
package struct OrderGift: Equatable, Sendable {
  package let skuID: Int64
  package let quantity: Quantity
  package let promotionID: Int64

  package init(skuID: Int64, quantity: Quantity, promotionID: Int64) {
    self.skuID = skuID
    self.quantity = quantity
    self.promotionID = promotionID
  }
}
