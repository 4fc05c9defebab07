package import EventModel
package import JSONCoding
package import Kernel

/// A production order as its events tell it.
package struct ProductionSnapshot: Sendable, Equatable {
  package let productionID: Int64
  package let number: String
  package let skuID: Int64
  /// What is planned.
  package let quantity: Quantity
  package let warehouseID: Int64
  /// Whose order it is; nil in events that were written before they said so.
  package let organisationID: Int64?

  package init(
    productionID: Int64, number: String, skuID: Int64, quantity: Quantity, warehouseID: Int64,
    organisationID: Int64?
  ) {
    self.productionID = productionID
    self.number = number
    self.skuID = skuID
    self.quantity = quantity
    self.warehouseID = warehouseID
    self.organisationID = organisationID
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    productionID = try reader.integer("mo_id")
    number = try reader.text("mo_no")
    skuID = try reader.integer("sku_id")
    quantity = try reader.decimal("qty")
    warehouseID = try reader.integer("warehouse_id")
    organisationID = try reader.integerOrNil("org_id")
  }

  package func writeFields(to writer: inout JSONWriter) {
    writer.field("mo_id", productionID)
    writer.field("mo_no", number)
    writer.field("sku_id", skuID)
    writer.field("qty", quantity)
    writer.field("warehouse_id", warehouseID)
    writer.field("org_id", organisationID)
  }
}
