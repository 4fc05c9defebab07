import ItemDomain
package import WebAPI

/// An item as it is answered.
package struct ItemAnswer: ObjectAnswer {
  let item: Item

  package static let shape: [AnswerField<ItemAnswer>] = AnswerField.item { $0.item }
}

extension AnswerField {
  /// The members of an item, in whatever document they stand.
  static func item(_ get: @escaping @Sendable (Owner) -> Item) -> [AnswerField] {
    [
      .id("item_id") { get($0).id },
      .text("code") { get($0).code },
      .text("name") { get($0).name },
      .optionalID("category_id") { get($0).categoryID },
      .optionalText("brand") { get($0).brand },
      .choice("kind") { get($0).kind },
      .text("base_unit") { get($0).baseUnit },
      .choice("status") { get($0).status },
      .integer("version") { get($0).version },
      .instant("created_at") { get($0).createdAt },
      .instant("updated_at") { get($0).updatedAt },
      .answer("skus") { get($0).skus.map(SKUAnswer.init) },
    ]
  }
}
