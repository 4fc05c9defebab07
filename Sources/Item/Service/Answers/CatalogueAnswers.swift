/// What a scanner gets: the prices are those of now.
package struct BarcodeAnswer: ObjectAnswer {
  /// As it was bound, however it was asked for.
  let barcode: String
  let skuID: Int64
  let itemID: Int64
  let code: String
  let name: String
  let spec: Spec
  /// Of one base unit.
  let basePrice: UnitPrice
  let unit: String
  let factor: Quantity
  let status: ItemStatus

  /// Of one scanned unit, half up at 4 places; as much as the column holds where that is beyond it.
  private var price: UnitPrice { (try? basePrice.multiplied(by: factor)) ?? .maximum }

  package static let shape: [AnswerField<BarcodeAnswer>] = [
    .text("barcode") { $0.barcode },
    .id("sku_id") { $0.skuID },
    .id("item_id") { $0.itemID },
    .text("code") { $0.code },
    .text("name") { $0.name },
    .spec { $0.spec },
    .decimal("price") { $0.price },
    .decimal("base_price") { $0.basePrice },
    .text("unit") { $0.unit },
    .decimal("factor") { $0.factor },
    .choice("status") { $0.status },
  ]
}

/// All prices of a SKU.
package struct PriceAnswer: ObjectAnswer {
  let skuID: Int64
  /// The SKU's own price.
  let price: UnitPrice
  let current: CurrentPricesAnswer
  let prices: [PriceRowAnswer]

  package static let shape: [AnswerField<PriceAnswer>] = [
    .id("sku_id") { $0.skuID },
    .decimal("price") { $0.price },
    .answer("current") { $0.current },
    .answer("prices") { $0.prices },
  ]
}

/// What each list charges now; retail falls back on the SKU's own price.
package struct CurrentPricesAnswer: ObjectAnswer {
  let retail: UnitPrice
  let member: UnitPrice?
  let wholesale: UnitPrice?

  package static let shape: [AnswerField<CurrentPricesAnswer>] = [
    .decimal("retail") { $0.retail },
    .optionalDecimal("member") { $0.member },
    .optionalDecimal("wholesale") { $0.wholesale },
  ]
}

/// One row of a price list, newest first.
package struct PriceRowAnswer: ObjectAnswer {
  let list: PriceList
  let price: UnitPrice
  let validFrom: Instant
  let validTo: Instant?
  let isInForce: Bool

  package static let shape: [AnswerField<PriceRowAnswer>] = [
    .choice("price_list") { $0.list },
    .decimal("price") { $0.price },
    .instant("valid_from") { $0.validFrom },
    .optionalInstant("valid_to") { $0.validTo },
    .flag("in_force") { $0.isInForce },
  ]
}

extension CategoryTree.Category: ObjectAnswer {
  package static let shape: [AnswerField<CategoryTree.Category>] = [
    .id("category_id") { $0.id },
    .text("name") { $0.name },
    .optionalID("parent_id") { $0.parentID == 0 ? nil : $0.parentID },
  ]
}

/// A category with everything below it.
package struct CategoryBranch: Answer {
  let category: CategoryTree.Category
  let tree: CategoryTree

  package static var schema: Schema {
    let id = Schema.integer(1...Identifier.maximum)
    return .object([
      SchemaProperty("category_id", id, isRequired: true),
      SchemaProperty("name", .anyText, isRequired: true),
      SchemaProperty("parent_id", .nullable(id), isRequired: true),
      SchemaProperty(
        "children", .list(.named("CategoryBranch") { CategoryBranch.schema }, nil), isRequired: true
      ),
    ])
  }

  package func write(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("category_id", category.id)
      writer.field("name", category.name)
      writer.field("parent_id", category.parentID == 0 ? nil : category.parentID)
      writer.field("children") { writer in
        let children = tree.children(of: category.id)
        writer.array(children) { writer, child in
          CategoryBranch(category: child, tree: tree).write(into: &writer)
        }
      }
    }
  }
}

extension UnitOfMeasure: ObjectAnswer {
  package static let shape: [AnswerField<UnitOfMeasure>] = [
    .text("unit") { $0.name },
    .answer("title") { UnitTitleAnswer(unit: $0) },
    .integer("decimals") { Int64($0.decimals) },
    .integer("version") { $0.version },
  ]
}

/// A unit's name for people; null where nobody gave one.
package struct UnitTitleAnswer: ObjectAnswer {
  let unit: UnitOfMeasure

  package static let shape: [AnswerField<UnitTitleAnswer>] = [
    .optionalText("zh") { $0.unit.titleChinese },
    .optionalText("en") { $0.unit.titleEnglish },
  ]
}
