package import EventModel
package import JSONCoding
package import Kernel

/// An order was created with promotions.
package struct PromoApplied: EventPayload, Equatable {
  package static let type = "PromoApplied"
  package static let version = 1
  package static let centre = "promo"

  /// What one promotion gave.
  package struct Promotion: Sendable, Equatable, JSONWritable {
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

    init(from reader: PayloadReader) throws(PayloadFault) {
      promotionID = try reader.integer("promo_id")
      name = try reader.text("name")
      discount = try reader.decimal("discount")
      gift = if let inner = try reader.objectOrNil("gift") { try Gift(from: inner) } else { nil }
    }

    package func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("promo_id", promotionID)
        writer.field("name", name)
        writer.field("discount", discount)
        writer.field("gift", gift)
      }
    }
  }

  /// Goods given away.
  package struct Gift: Sendable, Equatable, JSONWritable {
    package let skuID: Int64
    package let quantity: Quantity
    /// At the retail price.
    package let value: Money

    package init(skuID: Int64, quantity: Quantity, value: Money) {
      self.skuID = skuID
      self.quantity = quantity
      self.value = value
    }

    init(from reader: PayloadReader) throws(PayloadFault) {
      skuID = try reader.integer("sku_id")
      quantity = try reader.decimal("qty")
      value = try reader.decimal("value")
    }

    package func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("sku_id", skuID)
        writer.field("qty", quantity)
        writer.field("value", value)
      }
    }
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

  package init(from reader: PayloadReader) throws(PayloadFault) {
    orderNumber = try reader.text("order_no")
    memberID = try reader.integerOrNil("member_id")
    discount = try reader.decimal("discount")
    promotions = try reader.list("promotions", Promotion.init(from:))
  }

  package var key: String { orderNumber }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("order_no", orderNumber)
      writer.field("member_id", memberID)
      writer.field("discount", discount)
      writer.field("promotions", promotions)
    }
  }
}
