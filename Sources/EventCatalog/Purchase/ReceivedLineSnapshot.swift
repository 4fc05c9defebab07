package import EventModel
package import JSONCoding
package import Kernel

/// What of one line arrived.
package struct ReceivedLineSnapshot: Sendable, Equatable, JSONWritable {
  package let lineNumber: Int
  package let skuID: Int64
  /// What went into stock.
  package let quantity: Quantity
  package let rejected: Quantity
  package let unitCost: UnitCost

  package init(
    lineNumber: Int, skuID: Int64, quantity: Quantity, rejected: Quantity, unitCost: UnitCost
  ) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.quantity = quantity
    self.rejected = rejected
    self.unitCost = unitCost
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    lineNumber = try reader.count("line_no")
    skuID = try reader.integer("sku_id")
    quantity = try reader.decimal("qty")
    rejected = try reader.decimal("rejected_qty")
    unitCost = try reader.decimal("unit_cost")
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("line_no", lineNumber)
      writer.field("sku_id", skuID)
      writer.field("qty", quantity)
      writer.field("rejected_qty", rejected)
      writer.field("unit_cost", unitCost)
    }
  }
}
