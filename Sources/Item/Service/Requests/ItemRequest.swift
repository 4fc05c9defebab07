import ItemDomain
import Kernel
package import WebAPI

/// POST /item/create
package struct ItemRequest: RequestBody {
  let code: String?
  let name: String
  let categoryID: Int64?
  let brand: String?
  let kind: ItemKind
  let baseUnit: String
  let skus: [SKURequest]

  package init(from fields: inout Fields) {
    name = fields.text("name", ItemLimits.name)
    code = fields.optionalCode("code", ItemLimits.code, .code)
    categoryID = fields.optionalID("category_id")
    brand = fields.optionalText("brand", ItemLimits.brand)
    kind = fields.optionalChoice("kind", ItemKind.self) ?? .finished
    baseUnit = fields.optionalText("base_unit", ItemLimits.unit) ?? Item.standardUnit
    skus = fields.list("skus", SKURequest.self, ItemLimits.skus)
  }

  /// The barcodes that it names, with their places.
  var barcodes: [(field: String, code: String)] {
    skus.enumerated().flatMap { $1.changes.barcodes(at: "skus[\($0)]") }
  }

  /// The item without ids; its code is empty when the client left it to us.
  var item: Item {
    Item(
      code: code ?? "", name: name, categoryID: categoryID, brand: brand, kind: kind,
      baseUnit: baseUnit, skus: skus.map(\.sku))
  }
}
