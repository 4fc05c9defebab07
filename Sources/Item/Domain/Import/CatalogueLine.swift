/// Writes a SKU as a row of the catalogue, as the import reads it.
package enum CatalogueLine {
  /// The names of all columns.
  package static func writeHeader(into writer: inout CSVWriter) {
    for column in CatalogueColumn.allCases { writer.field(column.rawValue) }
    writer.endRecord()
  }

  /// - Parameter category: the path of the item's category; empty for none
  package static func write(
    _ sku: SKU, of item: Item, category: String, into writer: inout CSVWriter
  ) {
    for column in CatalogueColumn.allCases {
      let text = cell(column, sku, item, category)
      if column.isNumber { writer.field(text) } else { writer.words(text) }
    }
    writer.endRecord()
  }

  private static func cell(
    _ column: CatalogueColumn, _ sku: SKU, _ item: Item, _ category: String
  ) -> String {
    switch column {
    case .code: item.code
    case .name: item.name
    case .category: category
    case .brand: item.brand ?? ""
    case .kind: item.kind.rawValue
    case .baseUnit: item.baseUnit
    case .status: item.status.rawValue
    case .skuID: String(sku.id)
    case .spec: PairText.write(sku.spec.entries.map { ($0.key, $0.value) })
    case .price: sku.price.description
    case .barcodes: sku.barcodes.joined(separator: " ")
    case .units: units(sku.units)
    case .costMethod: sku.costMethod.rawValue
    case .standardCost: sku.standardCost?.description ?? ""
    case .allowsNegative: sku.allowsNegative ? "true" : "false"
    case .safetyStock: sku.safetyStock.description
    }
  }

  private static func units(_ units: [PackUnit]) -> String {
    PairText.write(
      units.map { unit in
        let codes = unit.barcodes.isEmpty ? "" : ":" + unit.barcodes.joined(separator: " ")
        return (unit.name, unit.factor.description + codes)
      })
  }
}
