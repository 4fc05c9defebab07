package import Kernel

/// A promotion that an order had, and what it took off.
package struct OrderPromotion: Equatable, Sendable {
  package let promotionID: Int64
  package let name: String
  package let discount: Money

  package init(promotionID: Int64, name: String, discount: Money) {
    self.promotionID = promotionID
    self.name = name
    self.discount = discount
  }
}
