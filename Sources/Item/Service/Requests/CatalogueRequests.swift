/// GET /item/list
package struct ItemFilter: RequestBody {
  let keyword: String?
  /// With everything below it.
  let categoryID: Int64?
  let kind: ItemKind?
  let status: ItemStatus?
  let listing: Listing

  package init(from fields: inout Fields) {
    keyword = fields.optionalText("keyword", 1...100)
    categoryID = fields.optionalID("category_id")
    kind = fields.optionalChoice("kind", ItemKind.self)
    status = fields.optionalChoice("status", ItemStatus.self)
    listing = fields.listing(sorts: ["-created_at", "name", "code", "item_id"])
  }
}

/// POST /item/barcode/bind and /unbind
package struct BarcodeRequest: RequestBody {
  let skuID: Int64
  let code: String
  /// The base unit when absent.
  let unit: String?

  package init(from fields: inout Fields) {
    skuID = fields.id("sku_id")
    code = fields.code("code", ItemLimits.barcode, .code)
    unit = fields.optionalText("unit", ItemLimits.unit)
  }
}

/// POST /item/category/create
package struct CategoryRequest: RequestBody {
  let name: String
  let parentID: Int64?

  package init(from fields: inout Fields) {
    name = fields.text("name", ItemLimits.categoryName)
    parentID = fields.optionalID("parent_id")
  }
}

/// POST /item/price/set
package struct PriceRequest: RequestBody {
  let skuID: Int64
  let list: PriceList
  let price: UnitPrice
  /// Now when absent.
  let validFrom: Instant?
  /// The first moment at which it is no longer in force; never when absent.
  let validTo: Instant?

  package init(from fields: inout Fields) {
    skuID = fields.id("sku_id")
    list = fields.choice("price_list", PriceList.self) ?? .retail
    price = fields.decimal("price", .notNegative)
    validFrom = fields.optionalInstant("valid_from")
    validTo = fields.optionalInstant("valid_to")
    if let validFrom, let validTo, validTo <= validFrom {
      fields.refuse("valid_to", PriceRequest.notLater)
    }
  }

  static let notLater = FaultReason.other(
    english: "must be later than valid_from", chinese: "必须晚于 valid_from")
}

/// POST /item/unit/create
package struct UnitRequest: RequestBody {
  let unit: UnitOfMeasure

  package init(from fields: inout Fields) {
    let name = fields.text("unit", ItemLimits.unit)
    let title = fields.optionalObject("title", UnitTitleRequest.self)
    unit = UnitOfMeasure(
      name: name, titleChinese: title?.chinese, titleEnglish: title?.english,
      decimals: fields.count("decimals", 0...4))
  }
}

/// PUT /item/unit/{unit}: what is left out stays as it is.
package struct UnitChangesRequest: RequestBody {
  let title: UnitTitleRequest?
  let decimals: Int?
  let version: Int64

  package init(from fields: inout Fields) {
    title = fields.optionalObject("title", UnitTitleRequest.self)
    decimals = fields.optionalCount("decimals", 0...4)
    version = fields.integer("version", 1...Int64.max)
  }
}

/// A unit's name for people.
struct UnitTitleRequest: RequestBody {
  let chinese: String?
  let english: String?

  init(from fields: inout Fields) {
    chinese = fields.optionalText("zh", 1...50)
    english = fields.optionalText("en", 1...50)
  }
}

/// POST /item/import
package struct ImportRequest: RequestBody {
  /// The same answer, and nothing is kept.
  let isDryRun: Bool

  package init(from fields: inout Fields) {
    isDryRun = fields.flag("dry_run", default: false)
  }
}
