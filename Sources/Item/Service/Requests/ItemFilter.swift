import ItemDomain
package import WebAPI

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
    listing = fields.listing(sorts: ItemList.sorts)
  }
}
