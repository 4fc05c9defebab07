package import EventModel
package import JSONCoding
package import Kernel

/// A price that was put into a price list.
package struct PriceSnapshot: Sendable, Equatable, JSONWritable {
  package let skuID: Int64
  /// retail, member or wholesale.
  package let list: String
  package let price: UnitPrice
  /// May lie ahead: then it is not in force yet.
  package let validFrom: Instant
  /// The first moment at which it is no longer in force; nil for never.
  package let validTo: Instant?

  package init(
    skuID: Int64, list: String, price: UnitPrice, validFrom: Instant, validTo: Instant?
  ) {
    self.skuID = skuID
    self.list = list
    self.price = price
    self.validFrom = validFrom
    self.validTo = validTo
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    skuID = try reader.integer("sku_id")
    list = try reader.text("price_list")
    price = try reader.decimal("price")
    validFrom = try reader.instant("valid_from")
    validTo = try reader.instantOrNil("valid_to")
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("sku_id", skuID)
      writer.field("price_list", list)
      writer.field("price", price)
      writer.field("valid_from", validFrom)
      writer.field("valid_to", validTo)
    }
  }
}
