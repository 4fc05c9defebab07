/// So much of one SKU, in base units.
package struct SKUQuantity: Hashable, Sendable, MergeableLine {
  package let skuID: Int64
  package let quantity: Quantity

  package init(skuID: Int64, quantity: Quantity) {
    self.skuID = skuID
    self.quantity = quantity
  }

  package var mergeKey: Int64 { skuID }

  package func with(quantity: Quantity) -> SKUQuantity {
    SKUQuantity(skuID: skuID, quantity: quantity)
  }
}
