/// PUT /item/{id}: what is left out stays as it is. Null takes category and brand away, as do
/// `category_id` 0 and an empty `brand`. `skus` holds the SKUs to change, by `sku_id`, and new
/// ones, without; SKUs that it does not name stay as they are.
package struct ItemChangesRequest: RequestBody {
  let version: Int64
  let code: String?
  let name: String?
  let categoryID: Change<Int64>
  let brand: Change<String>
  let kind: ItemKind?
  let baseUnit: String?
  let status: ItemStatus?
  let skus: [SKUChangesRequest]?

  package init(from fields: inout Fields) {
    version = fields.integer("version", 1...Identifier.maximum)
    code = fields.replacement("code") { $0.optionalCode($1, ItemLimits.code, .code) }
    name = fields.replacement("name") { $0.optionalText($1, ItemLimits.name) }
    categoryID = fields.change("category_id") {
      $0.optionalInteger($1, 0...Identifier.maximum)
    }
    brand = fields.change("brand") { $0.optionalText($1, 0...ItemLimits.brand.upperBound) }
    kind = fields.replacement("kind") { $0.optionalChoice($1, ItemKind.self) }
    baseUnit = fields.replacement("base_unit") { $0.optionalText($1, ItemLimits.unit) }
    status = fields.replacement("status") { $0.optionalChoice($1, ItemStatus.self) }
    skus = fields.replacement("skus") {
      $0.optionalList($1, SKUChangesRequest.self, ItemLimits.skus)
    }
  }

  /// The barcodes that it names, with their places.
  var barcodes: [(field: String, code: String)] {
    (skus ?? []).enumerated().flatMap { $1.changes.barcodes(at: "skus[\($0)]") }
  }

  /// Number of SKUs that need an id.
  var newSKUs: Int { skus?.count { $0.skuID == nil } ?? 0 }

  /// Whether the item is already what this asks for: a new SKU is, if one of its spec says so.
  func isDone(_ item: Item, language: Language) throws -> Bool {
    var changed = item
    try apply(to: &changed, newIDs: [], language: language, addsSKUs: false)
    return changed == item
      && (skus ?? []).allSatisfy { changes in
        changes.skuID != nil || item.skus.contains(where: changes.isDone)
      }
  }

  /// Puts the changes into the item, with `ids` for the new SKUs.
  func apply(to item: inout Item, newIDs: [Int64], language: Language, addsSKUs: Bool = true) throws
  {
    if let code { item.code = code }
    if let name { item.name = name }
    item.categoryID = categoryID.applied(to: item.categoryID).flatMap { $0 == 0 ? nil : $0 }
    item.brand = brand.applied(to: item.brand)
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
      } else if addsSKUs {
        var sku = SKU(id: ids.next() ?? 0, price: .zero)
        changes.apply(to: &sku)
        item.skus.append(sku)
      }
    }
  }
}

/// A SKU in PUT /item/{id}.
package struct SKUChangesRequest: RequestBody {
  let skuID: Int64?
  private let spec: Change<Spec>
  private let price: UnitPrice?
  private let status: ItemStatus?
  let changes: SKUChanges

  package init(from fields: inout Fields) {
    skuID = fields.optionalID("sku_id")
    spec = fields.change("spec") { fields, _ in fields.spec() }
    price = fields.replacement("price") { $0.optionalDecimal($1, .notNegative) }
    status = fields.replacement("status") { $0.optionalChoice($1, ItemStatus.self) }
    changes = SKUChanges(from: &fields)
    if skuID == nil, price == nil { fields.refuse("price", .required) }
  }

  /// Whether the SKU, already there, is what this would make.
  func isDone(_ sku: SKU) -> Bool {
    var made = SKU(price: .zero)
    apply(to: &made)
    var changed = sku
    apply(to: &changed)
    return changed == sku && made.spec.matches(sku.spec)
  }

  func apply(to sku: inout SKU) {
    sku.spec = spec.applied(to: sku.spec) ?? .none
    if let price { sku.price = price }
    if let status { sku.status = status }
    changes.apply(to: &sku)
  }
}
