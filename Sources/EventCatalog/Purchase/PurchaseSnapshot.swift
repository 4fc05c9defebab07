package import EventModel
package import JSONCoding
package import Kernel

/// A purchase order as its events tell it.
package struct PurchaseSnapshot: Sendable, Equatable {
  package let purchaseID: Int64
  package let number: String
  package let supplierID: Int64
  package let warehouseID: Int64
  package let total: Money

  package init(
    purchaseID: Int64, number: String, supplierID: Int64, warehouseID: Int64, total: Money
  ) {
    self.purchaseID = purchaseID
    self.number = number
    self.supplierID = supplierID
    self.warehouseID = warehouseID
    self.total = total
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    purchaseID = try reader.integer("po_id")
    number = try reader.text("po_no")
    supplierID = try reader.integer("supplier_id")
    warehouseID = try reader.integer("warehouse_id")
    total = try reader.decimal("total")
  }

  package func writeFields(to writer: inout JSONWriter) {
    writer.field("po_id", purchaseID)
    writer.field("po_no", number)
    writer.field("supplier_id", supplierID)
    writer.field("warehouse_id", warehouseID)
    writer.field("total", total)
  }
}
