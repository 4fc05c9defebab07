package import EventModel
package import JSONCoding

/// An item as its events tell it.
package struct ItemSnapshot: Sendable, Equatable, JSONWritable {
  package let itemID: Int64
  package let code: String
  package let name: String
  package let categoryID: Int64?
  package let brand: String?
  /// finished, semi, raw or service.
  package let kind: String
  package let baseUnit: String
  /// active, inactive or deleted.
  package let status: String
  package let version: Int64
  package let skus: [SKUSnapshot]

  package init(
    itemID: Int64, code: String, name: String, categoryID: Int64?, brand: String?, kind: String,
    baseUnit: String, status: String, version: Int64, skus: [SKUSnapshot]
  ) {
    self.itemID = itemID
    self.code = code
    self.name = name
    self.categoryID = categoryID
    self.brand = brand
    self.kind = kind
    self.baseUnit = baseUnit
    self.status = status
    self.version = version
    self.skus = skus
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    itemID = try reader.integer("item_id")
    code = try reader.text("code")
    name = try reader.text("name")
    categoryID = try reader.integerOrNil("category_id")
    brand = try reader.textOrNil("brand")
    kind = try reader.text("kind")
    baseUnit = try reader.text("base_unit")
    status = try reader.text("status")
    version = try reader.integer("version")
    skus = try reader.list("skus", SKUSnapshot.init(from:))
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in writeMembers(to: &writer) }
  }

  /// What stands in the object, for an event that says more.
  func writeMembers(to writer: inout JSONWriter) {
    writer.field("item_id", itemID)
    writer.field("code", code)
    writer.field("name", name)
    writer.field("category_id", categoryID)
    writer.field("brand", brand)
    writer.field("kind", kind)
    writer.field("base_unit", baseUnit)
    writer.field("status", status)
    writer.field("version", version)
    writer.field("skus", skus)
  }
}
