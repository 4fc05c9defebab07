import EventModel

/// An order was created with promotions.
package struct PromoApplied: EventPayload, EventObject {
  package static let type = "PromoApplied"
  package static let version = 1
  package static let centre = "promo"

  /// What one promotion gave.
  package struct Promotion: EventObject {
    package let promotionID: Int64
    package let name: String
    package let discount: Money
    package let gift: Gift?

    package init(promotionID: Int64, name: String, discount: Money, gift: Gift?) {
      self.promotionID = promotionID
      self.name = name
      self.discount = discount
      self.gift = gift
    }

    package static let shape = EventShape<Self>(
      field("promo_id", \.promotionID),
      field("name", \.name),
      field("discount", \.discount),
      field("gift", \.gift),
      make: Self.init)
  }

  /// Goods given away.
  package struct Gift: EventObject {
    package let skuID: Int64
    package let quantity: Quantity
    /// At the retail price.
    package let value: Money

    package init(skuID: Int64, quantity: Quantity, value: Money) {
      self.skuID = skuID
      self.quantity = quantity
      self.value = value
    }

    package static let shape = EventShape<Self>(
      field("sku_id", \.skuID),
      field("qty", \.quantity),
      field("value", \.value),
      make: Self.init)
  }

  package let orderNumber: String
  package let memberID: Int64?
  package let discount: Money
  package let promotions: [Promotion]

  package init(
    orderNumber: String, memberID: Int64?, discount: Money, promotions: [Promotion]
  ) {
    self.orderNumber = orderNumber
    self.memberID = memberID
    self.discount = discount
    self.promotions = promotions
  }

  package static let shape = EventShape<Self>(
    field("order_no", \.orderNumber),
    field("member_id", \.memberID),
    field("discount", \.discount),
    field("promotions", \.promotions),
    make: Self.init)

  package var key: String { orderNumber }
  package var object: String { "order:\(key)" }
}
