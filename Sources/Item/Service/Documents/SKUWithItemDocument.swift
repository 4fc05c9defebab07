import ItemDomain
package import WebAPI

/// A SKU on its own, with what its item says of it.
package struct SKUWithItemDocument: Document {
  let sku: SKU
  let item: Item

  /// Nil when the item has no such SKU.
  init?(_ skuID: Int64, of item: Item) {
    guard let sku = item.skus.first(where: { $0.id == skuID }) else { return nil }
    self.sku = sku
    self.item = item
  }

  package static let shape: [Member<SKUWithItemDocument>] =
    [
      .id("item_id") { $0.item.id },
      .text("code") { $0.item.code },
      .text("name") { $0.item.name },
      .optionalID("category_id") { $0.item.categoryID },
      .optionalText("brand") { $0.item.brand },
      .choice("kind") { $0.item.kind },
      .text("base_unit") { $0.item.baseUnit },
      .choice("item_status") { $0.item.status },
      .integer("version") { $0.item.version },
    ] + Member.sku { $0.sku }
}
