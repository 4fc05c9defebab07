/// The columns of the catalogue as CSV, one row a SKU: what the export writes and the import reads.
package enum CatalogueColumn: String, CaseIterable, Sendable {
  /// Finds the item, or makes a new one.
  case code
  case name
  /// The path in the tree, `Bikes/Road Bikes`; it must exist.
  case category
  case brand
  case kind
  case baseUnit = "base_unit"
  /// Of the item.
  case status
  /// Names the SKU; without it the item's SKU with the same spec is meant.
  case skuID = "sku_id"
  /// `color=red;size=XL`
  case spec
  case price
  /// Of the base unit, with spaces between.
  case barcodes
  /// `box=12:6901234500014;case=144`
  case units
  case costMethod = "cost_method"
  case standardCost = "standard_cost"
  case allowNegative = "allow_negative"
  case safetyStock = "safety_stock"

  /// Every file has these.
  package static let required: [CatalogueColumn] = [.code, .name, .price]

  /// The column that a header names.
  package init?(header: String) {
    let name = header.lowercased()
    self.init(rawValue: name == "barcode" ? "barcodes" : name)
  }
}
