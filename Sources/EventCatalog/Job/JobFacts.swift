package import EventModel
package import JSONCoding
package import Kernel

/// A production order as the events of its work tell it.
package struct JobOrderSnapshot: Sendable, Equatable {
  package let productionID: Int64
  package let number: String
  package let skuID: Int64

  package init(productionID: Int64, number: String, skuID: Int64) {
    self.productionID = productionID
    self.number = number
    self.skuID = skuID
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    productionID = try reader.integer("mo_id")
    number = try reader.text("mo_no")
    skuID = try reader.integer("sku_id")
  }

  package func writeFields(to writer: inout JSONWriter) {
    writer.field("mo_id", productionID)
    writer.field("mo_no", number)
    writer.field("sku_id", skuID)
  }
}

/// What came out of an operation; scrap by its cause.
package struct JobOutputSnapshot: Sendable, Equatable {
  package let good: Quantity
  package let defect: Quantity
  package let scrap: ScrapSnapshot

  package init(good: Quantity, defect: Quantity, scrap: ScrapSnapshot) {
    self.good = good
    self.defect = defect
    self.scrap = scrap
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    good = try reader.decimal("good_qty")
    defect = try reader.decimal("defect_qty")
    scrap = try ScrapSnapshot(from: reader.object("scrap"))
  }

  package func writeFields(to writer: inout JSONWriter) {
    writer.field("good_qty", good)
    writer.field("defect_qty", defect)
    writer.field("scrap", scrap)
  }
}
