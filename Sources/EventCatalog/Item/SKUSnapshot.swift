package import EventModel
package import JSONCoding
package import Kernel

/// A SKU as its item's events tell it.
package struct SKUSnapshot: Sendable, Equatable, JSONWritable {
  package let skuID: Int64
  /// The JSON object of the variant's properties, as it is stored.
  package let spec: [UInt8]
  /// Its own price, which a retail price in force wins over.
  package let price: UnitPrice
  /// The retail price list's when this happened; nil where the list had none in force.
  package let retailPrice: UnitPrice?
  /// moving_average or standard.
  package let costMethod: String
  package let standardCost: UnitCost?
  package let allowsNegative: Bool
  package let safetyStock: Quantity?
  package let status: String
  package let barcodes: [String]

  package init(
    skuID: Int64, spec: [UInt8], price: UnitPrice, retailPrice: UnitPrice? = nil,
    costMethod: String, standardCost: UnitCost?, allowsNegative: Bool, safetyStock: Quantity?,
    status: String = "active", barcodes: [String]
  ) {
    self.skuID = skuID
    self.spec = spec
    self.price = price
    self.retailPrice = retailPrice
    self.costMethod = costMethod
    self.standardCost = standardCost
    self.allowsNegative = allowsNegative
    self.safetyStock = safetyStock
    self.status = status
    self.barcodes = barcodes
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    skuID = try reader.integer("sku_id")
    spec = try reader.raw("spec")
    price = try reader.decimal("price")
    retailPrice = try reader.decimalOrNil("retail_price")
    costMethod = try reader.text("cost_method")
    standardCost = try reader.decimalOrNil("standard_cost")
    allowsNegative = try reader.bool("allow_negative")
    safetyStock = try reader.decimalOrNil("safety_stock")
    status = try reader.text("status")
    barcodes = try reader.texts("barcodes")
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("sku_id", skuID)
      writer.field("spec") { $0.raw(spec) }
      writer.field("price", price)
      writer.field("retail_price", retailPrice)
      writer.field("cost_method", costMethod)
      writer.field("standard_cost", standardCost)
      writer.field("allow_negative", allowsNegative)
      writer.field("safety_stock", safetyStock)
      writer.field("status", status)
      writer.field("barcodes", barcodes)
    }
  }
}
