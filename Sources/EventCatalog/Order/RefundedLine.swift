package import EventModel
package import JSONCoding
package import Kernel

/// What of an order's line came back, and the money for it.
package struct RefundedLine: Sendable, Equatable, JSONWritable {
  package let lineNumber: Int
  package let skuID: Int64
  package let quantity: Quantity
  package let amount: Money

  package init(lineNumber: Int, skuID: Int64, quantity: Quantity, amount: Money) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.quantity = quantity
    self.amount = amount
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    lineNumber = try reader.count("line_no")
    skuID = try reader.integer("sku_id")
    quantity = try reader.decimal("qty")
    amount = try reader.decimal("amount")
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("line_no", lineNumber)
      writer.field("sku_id", skuID)
      writer.field("qty", quantity)
      writer.field("amount", amount)
    }
  }
}
