import ItemDomain
package import WebAPI

/// POST /item/category/create
package struct CategoryRequest: RequestBody {
  let name: String
  let parentID: Int64?

  package init(from fields: inout Fields) {
    name = fields.text("name", ItemLimits.categoryName)
    parentID = fields.optionalID("parent_id")
  }
}
