package import Kernel

/// One line of the basket to be priced; each SKU has one line.
package struct BasketLine: Equatable, Sendable {
  package let skuID: Int64
  package let quantity: Quantity
  package let price: UnitPrice
  /// The category of its item and all above it.
  package let categoryIDs: [Int64]

  package init(skuID: Int64, quantity: Quantity, price: UnitPrice, categoryIDs: [Int64] = []) {
    self.skuID = skuID
    self.quantity = quantity
    self.price = price
    self.categoryIDs = categoryIDs
  }
}

/// A promotion that may be used now, with the retail price of its gift.
package struct PromotionCandidate: Equatable, Sendable {
  package let promotion: Promotion
  package let giftPrice: UnitPrice

  package init(_ promotion: Promotion, giftPrice: UnitPrice = .zero) {
    self.promotion = promotion
    self.giftPrice = giftPrice
  }
}
