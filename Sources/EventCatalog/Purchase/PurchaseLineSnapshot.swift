package import EventModel
package import JSONCoding
package import Kernel

/// What is ordered in one line.
package struct PurchaseLineSnapshot: Sendable, Equatable, JSONWritable {
  package let lineNumber: Int
  package let skuID: Int64
  package let quantity: Quantity
  package let price: UnitPrice

  package init(lineNumber: Int, skuID: Int64, quantity: Quantity, price: UnitPrice) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.quantity = quantity
    self.price = price
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    lineNumber = try reader.count("line_no")
    skuID = try reader.integer("sku_id")
    quantity = try reader.decimal("qty")
    price = try reader.decimal("price")
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("line_no", lineNumber)
      writer.field("sku_id", skuID)
      writer.field("qty", quantity)
      writer.field("price", price)
    }
  }
}
