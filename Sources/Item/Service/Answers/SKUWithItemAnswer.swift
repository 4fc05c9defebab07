import ItemDomain
package import WebAPI

/// A SKU on its own, with what its item says of it.
package struct SKUWithItemAnswer: ObjectAnswer {
  let sku: SKU
  let item: Item

  /// Nil when the item has no such SKU.
  init?(_ skuID: Int64, of item: Item) {
    guard let sku = item.skus.first(where: { $0.id == skuID }) else { return nil }
    self.sku = sku
    self.item = item
  }

  package static let shape: [AnswerField<SKUWithItemAnswer>] = AnswerField.skuWithItem { $0 }
}

extension AnswerField {
  /// The members of a SKU with its item, in whatever document they stand.
  static func skuWithItem(
    _ get: @escaping @Sendable (Owner) -> SKUWithItemAnswer
  ) -> [AnswerField] {
    [
      .id("item_id") { get($0).item.id },
      .text("code") { get($0).item.code },
      .text("name") { get($0).item.name },
      .optionalID("category_id") { get($0).item.categoryID },
      .optionalText("brand") { get($0).item.brand },
      .choice("kind") { get($0).item.kind },
      .text("base_unit") { get($0).item.baseUnit },
      .choice("item_status") { get($0).item.status },
      .integer("version") { get($0).item.version },
    ] + AnswerField.sku { get($0).sku }
  }
}
