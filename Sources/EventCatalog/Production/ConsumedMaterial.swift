package import EventModel
package import JSONCoding
package import Kernel

/// What an order took of one material, and what it would have taken by the book.
package struct ConsumedMaterial: Sendable, Equatable, JSONWritable {
  package let skuID: Int64
  /// What the frozen bill requires for the planned quantity.
  package let required: Quantity
  package let issued: Quantity
  /// What of it came back.
  package let returned: Quantity
  /// What was lost in the workshop, and taken from stock beyond what was issued.
  package let lost: Quantity
  /// What the frozen bill requires for the good quantity.
  package let standard: Quantity

  package init(
    skuID: Int64, required: Quantity, issued: Quantity, returned: Quantity, lost: Quantity,
    standard: Quantity
  ) {
    self.skuID = skuID
    self.required = required
    self.issued = issued
    self.returned = returned
    self.lost = lost
    self.standard = standard
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    skuID = try reader.integer("sku_id")
    required = try reader.decimal("required_qty")
    issued = try reader.decimal("issued_qty")
    returned = try reader.decimal("returned_qty")
    lost = try reader.decimal("lost_qty")
    standard = try reader.decimal("standard_qty")
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("sku_id", skuID)
      writer.field("required_qty", required)
      writer.field("issued_qty", issued)
      writer.field("returned_qty", returned)
      writer.field("lost_qty", lost)
      writer.field("standard_qty", standard)
    }
  }
}
