package import Kernel

/// What is to be priced, and for whom.
package struct PromoBasket: Sendable {
  package let channel: String
  package let storeID: Int64
  package let memberID: Int64?
  /// The member's level now; nil for a customer who is no member.
  package let memberLevel: Int?
  /// The price list that the customer pays by.
  package let priceList: String
  /// Each SKU once.
  package let lines: [SKUQuantity]

  package init(
    channel: String, storeID: Int64, memberID: Int64?, memberLevel: Int?, priceList: String,
    lines: [SKUQuantity]
  ) {
    self.channel = channel
    self.storeID = storeID
    self.memberID = memberID
    self.memberLevel = memberLevel
    self.priceList = priceList
    self.lines = lines
  }

  /// What anyone pays by.
  package static let retail = "retail"
}
