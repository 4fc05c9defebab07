extension Item: ObjectAnswer {
  package static let shape: [AnswerField<Item>] = AnswerField.item { $0 }
}

extension SKU: ObjectAnswer {
  package static let shape: [AnswerField<SKU>] = AnswerField.sku { $0 }
}

extension PackUnit: ObjectAnswer {
  package static let shape: [AnswerField<PackUnit>] = [
    .text("unit") { $0.name },
    .decimal("factor") { $0.factor },
    .optionalText("barcode") { $0.barcodes.first },
    .texts("barcodes") { $0.barcodes },
  ]
}

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

/// An item as a write answers it.
package struct WrittenItemAnswer: ObjectAnswer {
  let item: Item
  let warnings: [BarcodeWarning]

  package static let shape: [AnswerField<WrittenItemAnswer>] =
    AnswerField.item { $0.item } + [.answer("warnings") { $0.warnings }]
}

/// A SKU as a write of its barcodes answers it.
package struct WrittenSKUAnswer: ObjectAnswer {
  let sku: SKUWithItemAnswer
  let warnings: [BarcodeWarning]

  package static let shape: [AnswerField<WrittenSKUAnswer>] =
    AnswerField.skuWithItem { $0.sku } + [.answer("warnings") { $0.warnings }]
}

/// A barcode that was taken, and what is to be told of it.
package struct BarcodeWarning: ObjectAnswer {
  /// The field of the request.
  let field: String
  let barcode: String
  let language: Language

  package static let shape: [AnswerField<BarcodeWarning>] = [
    .text("field") { $0.field },
    .text("reason") { FaultReason.wrongCheckDigit($0.barcode).text(in: $0.language) },
  ]

  /// A warning for each barcode with a GTIN's digits and another check digit.
  static func list(
    _ codes: [(field: String, code: String)], in language: Language
  ) -> [BarcodeWarning] {
    codes.filter { Barcode.hasWrongCheckDigit($0.code) }.map {
      BarcodeWarning(field: $0.field, barcode: $0.code, language: language)
    }
  }
}

/// What became of an item that was to be deleted.
package struct DeletionAnswer: ObjectAnswer {
  package enum Status: String, CaseIterable, Sendable {
    /// It is gone.
    case deleted
    /// It was used, so it stays, but can no longer be sold.
    case inactive
  }

  let itemID: Int64
  let status: Status

  package static let shape: [AnswerField<DeletionAnswer>] = [
    .id("item_id") { $0.itemID },
    .choice("status") { $0.status },
  ]
}

extension AnswerField {
  /// The fields of an item, in whatever answer it stands.
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
      .answer("skus") { get($0).skus },
    ]
  }

  /// The fields of a SKU, in whatever answer it stands.
  static func sku(_ get: @escaping @Sendable (Owner) -> SKU) -> [AnswerField] {
    [
      .id("sku_id") { get($0).id },
      .spec { get($0).spec },
      .decimal("price") { get($0).price },
      .decimal("retail_price") { get($0).retailPrice ?? get($0).price },
      .texts("barcodes") { get($0).barcodes },
      .answer("units") { get($0).units },
      .choice("cost_method") { get($0).costMethod },
      .optionalDecimal("standard_cost") { get($0).standardCost }.guarded(by: .cost),
      .flag("allow_negative") { get($0).allowsNegative },
      .decimal("safety_stock") { get($0).safetyStock },
      .choice("status") { get($0).status },
    ]
  }

  /// The fields of a SKU with its item, in whatever answer it stands.
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

  /// The variant's properties, in the order in which they were written.
  static func spec(_ get: @escaping @Sendable (Owner) -> Spec) -> AnswerField {
    AnswerField("spec", { .map(.anyText) }) { owner, writer in get(owner).write(into: &writer) }
  }
}
