/// One row of an import, understood by itself. Nil stands for an empty cell: the standard for a
/// new item, unchanged for an existing one.
package struct CatalogueRow: Equatable, Sendable {
  package let row: Int
  package let code: String
  package let name: String
  /// The category's path.
  package var category: String?
  package var brand: String?
  package var kind: ItemKind?
  package var baseUnit: String?
  package var status: ItemStatus?
  package var skuID: Int64?
  /// Names the SKU within the item where `skuID` does not; of a SKU named by id the new one.
  package var spec: Spec?
  package let price: UnitPrice
  package var barcodes: [String]?
  package var units: [PackUnit]?
  package var costMethod: CostMethod?
  package var standardCost: UnitCost?
  package var allowsNegative: Bool?
  package var safetyStock: Quantity?
}

extension CatalogueRow {
  /// Puts the row's item fields into the item.
  package func apply(to item: inout Item, categoryID: Int64?) {
    item.name = name
    if let categoryID { item.categoryID = categoryID }
    if let brand { item.brand = brand }
    if let kind { item.kind = kind }
    if let baseUnit { item.baseUnit = baseUnit }
    if let status { item.status = status }
  }

  /// Puts the row's SKU fields into the SKU.
  package func apply(to sku: inout SKU) {
    if let spec { sku.spec = spec }
    sku.price = price
    if let barcodes { sku.barcodes = barcodes }
    if let units { sku.units = units }
    if let costMethod { sku.costMethod = costMethod }
    if let standardCost { sku.standardCost = standardCost }
    if let allowsNegative { sku.allowsNegative = allowsNegative }
    if let safetyStock { sku.safetyStock = safetyStock }
  }

  /// The SKU that the row means: by id, else by spec, else the only one there is; nil for a new
  /// one.
  package func place(in item: Item) throws(RowFault) -> Int? {
    if let skuID {
      guard let index = item.skus.firstIndex(where: { $0.id == skuID }) else {
        throw RowFault(row: row, field: CatalogueColumn.skuID.rawValue, reason: .unknownSKU)
      }
      return index
    }
    if let spec { return item.skus.firstIndex { $0.spec.matches(spec) } }
    if item.skus.count > 1 {
      throw RowFault(row: row, field: CatalogueColumn.spec.rawValue, reason: .specMissing)
    }
    return item.skus.indices.first
  }
}
