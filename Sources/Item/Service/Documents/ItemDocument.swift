import ItemDomain
package import WebAPI

/// An item as it is answered.
package struct ItemDocument: Document {
  let item: Item

  package static let shape: [Member<ItemDocument>] = [
    .id("item_id") { $0.item.id },
    .text("code") { $0.item.code },
    .text("name") { $0.item.name },
    .optionalID("category_id") { $0.item.categoryID },
    .optionalText("brand") { $0.item.brand },
    .choice("kind") { $0.item.kind },
    .text("base_unit") { $0.item.baseUnit },
    .choice("status") { $0.item.status },
    .integer("version") { $0.item.version },
    .instant("created_at") { $0.item.createdAt },
    .instant("updated_at") { $0.item.updatedAt },
    .answer("skus") { $0.item.skus.map(SKUDocument.init) },
  ]
}
