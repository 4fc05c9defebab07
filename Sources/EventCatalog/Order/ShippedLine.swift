package import EventModel
package import JSONCoding
package import Kernel

/// What of an order's line is in a parcel.
package struct ShippedLine: Sendable, Equatable, JSONWritable {
  package let lineNumber: Int
  package let skuID: Int64
  package let quantity: Quantity

  package init(lineNumber: Int, skuID: Int64, quantity: Quantity) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.quantity = quantity
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    lineNumber = try reader.count("line_no")
    skuID = try reader.integer("sku_id")
    quantity = try reader.decimal("qty")
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("line_no", lineNumber)
      writer.field("sku_id", skuID)
      writer.field("qty", quantity)
    }
  }
}
