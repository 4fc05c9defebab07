import ItemDomain
package import WebAPI

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
