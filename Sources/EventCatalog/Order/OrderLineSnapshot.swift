package import EventModel
package import JSONCoding
package import Kernel

/// A line of an order, priced.
package struct OrderLineSnapshot: Sendable, Equatable, JSONWritable {
  package let lineNumber: Int
  package let skuID: Int64
  package let quantity: Quantity
  package let price: UnitPrice
  package let original: Money
  package let discount: Money
  package let payable: Money

  package init(
    lineNumber: Int, skuID: Int64, quantity: Quantity, price: UnitPrice, original: Money,
    discount: Money, payable: Money
  ) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.quantity = quantity
    self.price = price
    self.original = original
    self.discount = discount
    self.payable = payable
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    lineNumber = try reader.count("line_no")
    skuID = try reader.integer("sku_id")
    quantity = try reader.decimal("qty")
    price = try reader.decimal("price")
    original = try reader.decimal("original")
    discount = try reader.decimal("discount")
    payable = try reader.decimal("payable")
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("line_no", lineNumber)
      writer.field("sku_id", skuID)
      writer.field("qty", quantity)
      writer.field("price", price)
      writer.field("original", original)
      writer.field("discount", discount)
      writer.field("payable", payable)
    }
  }
}
