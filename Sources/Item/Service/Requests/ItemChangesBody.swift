import ItemDomain
import Kernel
package import WebAPI

/// PUT /item/{id}: what is left out stays as it is. `category_id` 0 and an empty `brand` take them
/// away. `skus` holds the SKUs to change, by `sku_id`, and new ones, without; SKUs that it does not
/// name stay as they are.
package struct ItemChangesBody: RequestBody {
  let version: Int64
  let code: String?
  let name: String?
  let categoryID: Int64?
  let brand: String?
  let kind: ItemKind?
  let baseUnit: String?
  let status: ItemStatus?
  let skus: [SKUChangesBody]?

  package init(from fields: inout Fields) {
    version = fields.integer("version", 1...Identifier.maximum)
    code = fields.optionalCode("code", ItemLimits.code, .code)
    name = fields.optionalText("name", ItemLimits.name)
    categoryID = fields.optionalInteger("category_id", 0...Identifier.maximum)
    brand = fields.optionalText("brand", 0...ItemLimits.brand.upperBound)
    kind = fields.optionalChoice("kind", ItemKind.self)
    baseUnit = fields.optionalText("base_unit", ItemLimits.unit)
    status = fields.optionalChoice("status", ItemStatus.self)
    skus = fields.optionalList("skus", SKUChangesBody.self, ItemLimits.skus)
  }

  /// Number of SKUs that need an id.
  var newSKUs: Int { skus?.count { $0.skuID == nil } ?? 0 }

  /// Puts the changes into the item, with `ids` for the new SKUs.
  func apply(to item: inout Item, newIDs: [Int64], language: Language) throws {
    if let code { item.code = code }
    if let name { item.name = name }
    if let categoryID { item.categoryID = categoryID == 0 ? nil : categoryID }
    if let brand { item.brand = brand.isEmpty ? nil : brand }
    if let kind { item.kind = kind }
    if let baseUnit { item.baseUnit = baseUnit }
    if let status { item.status = status }
    var ids = newIDs.makeIterator()
    for (index, changes) in (skus ?? []).enumerated() {
      if let id = changes.skuID {
        guard let place = item.skus.firstIndex(where: { $0.id == id }) else {
          throw Problem.field(
            "skus[\(index)].sku_id",
            .other(english: "is not a SKU of this item", chinese: "不是该商品的 SKU"), in: language)
        }
        changes.apply(to: &item.skus[place])
      } else {
        var sku = SKU(id: ids.next() ?? 0, price: .zero)
        changes.apply(to: &sku)
        item.skus.append(sku)
      }
    }
  }
}

/// A SKU in PUT /item/{id}.
package struct SKUChangesBody: RequestBody {
  let skuID: Int64?
  private let spec: Spec?
  private let price: UnitPrice?
  private let status: ItemStatus?
  private let changes: SKUChanges

  package init(from fields: inout Fields) {
    skuID = fields.optionalID("sku_id")
    spec = fields.spec()
    price = fields.optionalDecimal("price", .notNegative)
    status = fields.optionalChoice("status", ItemStatus.self)
    changes = SKUChanges(from: &fields)
    if skuID == nil, price == nil { fields.refuse("price", .required) }
  }

  func apply(to sku: inout SKU) {
    if let spec { sku.spec = spec }
    if let price { sku.price = price }
    if let status { sku.status = status }
    changes.apply(to: &sku)
  }
}
